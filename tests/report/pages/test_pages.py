"""Every page that is made from the code is what is committed, and one command writes them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.report.pages.__main__ import PAGES, write_pages


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_fresh(name: str, root: Path) -> None:
    assert (root / name).read_text("utf-8") == PAGES[name](), "run make generate and commit the result"


def test_all_pages_are_written(tmp_path: Path) -> None:
    write_pages(tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == set(PAGES)
