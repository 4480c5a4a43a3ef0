"""Where decision files lie: `decisions/<disagreement>/<reviewer>.yaml` below the claims."""

from __future__ import annotations

import unicodedata
from pathlib import Path

FOLDER = "decisions"
"""Below the folder of the claims; the reader of claims passes over it."""


def slug(name: str) -> str:
    """A reviewer's name as file names and policies have it: `Ann B. Lee` is `ann-b-lee`; `""` where nothing is left."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    return "-".join("".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in folded).split())


def path_of(root: Path, disagreement: str, reviewer: str) -> Path:
    return root / FOLDER / disagreement / f"{slug(reviewer)}.yaml"
