"""Random boxes, and what a look at every pair says of them."""

from __future__ import annotations

from tests.boxes import corpora, parting, slow

__all__ = ["corpora", "parting", "slow"]
