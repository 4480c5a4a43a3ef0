"""The figures of a page are what its commands print: each command is run and its output put below it anew.

A command stands alone in a block of `sh`, its output in the block of `text` that follows. Other blocks stay as they
are, and so does a block whose command fails.

Run: `python benchmarks/page.py docs/performance.md peers` for the commands that have `peers` in them.
"""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"```sh\n(?P<command>[^\n]+)\n```\n+```text\n(?P<output>.*?)```", re.DOTALL)


def written(page: Path, word: str) -> list[str]:
    """Run the commands that have a word in them, one by one; the commands that failed."""
    failed = []
    for line in [found["command"] for found in BLOCK.finditer(page.read_text(encoding="utf-8"))]:
        if word not in line:
            continue
        print(line, flush=True)
        done = subprocess.run(shlex.split(line), cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            failed.append(line)
            continue
        told = "\n".join(text.rstrip() for text in done.stdout.rstrip().splitlines())
        block = f"```sh\n{line}\n```\n\n```text\n{told}\n```"
        text = page.read_text(encoding="utf-8")  # again: a run takes minutes, in which somebody may have written
        page.write_text(
            BLOCK.sub(lambda found, line=line, new=block: new if found["command"] == line else found[0], text),
            encoding="utf-8",
        )
    return failed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path)
    parser.add_argument("word", nargs="?", default="", help="only the commands that have this in them")
    given = parser.parse_args()
    if failed := written(given.page, given.word):
        sys.exit("\n".join(("failed, and left as they were:", *failed)))


if __name__ == "__main__":
    main()
