"""What the command does without, though it is installed: Arrow loads pandas, where it is there, at its first array.

That takes as long as half of all other imports, and nothing here goes through it. Only a process of the command's own
goes without: in anybody else's, arrays become data frames as ever. Spark wants it, so with Spark it is there.
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder

UNWANTED, UNLESS = "pandas", "pyspark"


class _Refusing(MetaPathFinder):
    def find_spec(self, fullname: str, _path: object = None, _target: object = None) -> None:
        if fullname == UNLESS:
            sys.meta_path.remove(self)
        elif fullname == UNWANTED:
            raise ModuleNotFoundError(f"the command does without {UNWANTED}", name=UNWANTED)


def go_without() -> None:
    """What is unwanted is as good as not installed, from now on, in this process."""
    sys.meta_path.insert(0, _Refusing())
