"""Tables have a past as claim files do."""

from __future__ import annotations

from pathlib import Path

from tests.history.conftest import NOW, Git, new_since, run

HEAD = "document,id,quote,subject,property,value\n"
DOCUMENTS = "id,title,publisher,published\nthree,Three,of three,2023-01-01\n"


def test_a_row_that_a_branch_changes_is_news_and_one_that_was_there_is_none(based: Path, git: Git) -> None:
    (based / "documents.csv").write_text(DOCUMENTS, "utf-8")
    (based / "rows.csv").write_text(f"{HEAD}three,old,words,thing,staff,97\n", "utf-8")
    git("commit")
    git("checkout", "--quiet", "-b", "later")
    assert new_since("change").exit_code == 0
    (based / "rows.csv").write_text(f"{HEAD}three,old,words,thing,staff,99\n", "utf-8")
    git("commit")
    done = run("diff", "--as-of", NOW, "change")
    assert "three#old" in done.stdout
    assert "97" in done.stdout
    assert "99" in done.stdout
    assert new_since("change").exit_code == 1
    assert new_since("later").exit_code == 0


def test_numbers_are_told_as_the_table_has_them(based: Path, git: Git) -> None:
    row = '{{"document": "three", "id": "c", "quote": "{0}", "subject": "thing", "property": "staff", "value": {0}}}\n'
    (based / "documents.csv").write_text(DOCUMENTS, "utf-8")
    (based / "rows.jsonl").write_text(row.format("97.125"), "utf-8")
    git("commit")
    git("checkout", "--quiet", "-b", "later")
    (based / "rows.jsonl").write_text(row.format("99.125"), "utf-8")
    git("commit")
    done = run("diff", "--as-of", NOW, "change")
    assert "97.125 → 99.125" in done.stdout
    assert "25e0" not in done.stdout
