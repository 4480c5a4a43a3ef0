"""By what names people call a disagreement."""

from __future__ import annotations

import re

from checker.model.disagreement import Disagreement

LEAST_DIGITS = 8
"""Digits of the hash without which no file names a disagreement: 32 bits, which no two share by chance."""

HASH = re.compile(r"(?:^|-)([0-9a-f]+)$")


def named(name: str, one: Disagreement) -> bool:
    """A file names a disagreement: by its identifier, its beginning, that of its hash, or a finding of it."""
    if name == one.id or any(finding.id == name for finding in one.findings):
        return True
    digits = HASH.search(name)
    if digits is None or len(digits[1]) < LEAST_DIGITS:
        return False
    return one.id.startswith(name) or one.question.digest.startswith(name)


def fits(name: str, identifier: str) -> bool:
    """The beginning of an identifier, or of its last part (`7f3a` of `rent.amount-7f3a9c21d2b7e610`)."""
    return identifier.startswith(name) or identifier.rpartition("-")[2].startswith(name)
