"""What a command knows of the terminal: how wide it is."""

from __future__ import annotations

import os
import shutil
import sys


def width() -> int:
    """Columns of the terminal that the output goes to, or those that COLUMNS names; 0 for a file or a pipe, whose lines
    are as long as they are: a search finds them whole there.
    """
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return 0
