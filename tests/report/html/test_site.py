"""A site holds what one page holds: every link leads somewhere, names are safe, a folder of others is left alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from checker.cli.main import main
from checker.cli.site import LIST, save_site
from checker.model.result import Result
from checker.report.dispute import entries
from checker.report.html.site import INDEX, SEARCH, file_name, linked, site
from checker.report.options import Options
from checker.request import Request
from checker.run import examine
from tests.report.html.test_page import AS_OF, SIZE, Page, words

Spoil = Callable[[str], Result]
Site = dict[str, str]


def made(result: Result, **options: Any) -> Site:
    return dict(site(result, Options(**options)))


@pytest.fixture(scope="module")
def pages(plain: Result) -> Site:
    return made(plain)


def dead_links(pages: Site) -> set[tuple[str, str]]:
    """Links of all pages to a file or a place that is not there."""
    read = {name: Page(text) for name, text in pages.items() if name.endswith(".html")}
    places = {name: set(page.values("id")) for name, page in read.items()}
    dead = set()
    for name, page in read.items():
        for link in page.values("href"):
            file, _, anchor = link.partition("#")
            home = _resolved(name, file)
            known = home in pages and ("=" in anchor or not anchor or unquote(anchor) in places[home])
            if not known:
                dead.add((name, link))
    return dead


def _resolved(name: str, file: str) -> str:
    if not file:
        return name
    up, rest = file.count("../"), file.replace("../", "")
    assert up in (0, name.count("/")), "a link leads to the top or down from here, never out of the site"
    return rest if up or "/" not in name else str(PurePosixPath(name).parent / rest)


def test_every_link_leads_somewhere(pages: Site) -> None:
    assert dead_links(pages) == set()
    assert sum(text.count("href=") for text in pages.values()) > 50


def test_words_of_strangers_break_no_link_and_run_nothing(canary: str, spoiled: Spoil) -> None:
    result = spoiled(canary)
    boxes = dict.fromkeys(box for finding in result.findings for box in finding.boxes)
    hostile = made(replace(result, boxes=tuple(boxes)))
    assert dead_links(hostile) == set()
    for name, text in hostile.items():
        assert re.fullmatch(r"(?:subjects/|documents/)?[a-z0-9][a-z0-9-]*\.(?:html|css)", name)
        if name.endswith(".html"):
            page = Page(text)
            assert [key for _, found in page.elements for key in found if key == "style" or key.startswith("on")] == []
            assert page.values("src") == []
            scripts = [tag for tag, _ in page.elements if tag == "script"]
            assert len(scripts) == (name.startswith("subjects/") or name == SEARCH)
            (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
            assert "unsafe" not in policy
            assert ("script-src &#39;none&#39;" in policy) == (not scripts)


def test_all_that_is_listed_has_its_page(plain: Result, pages: Site) -> None:
    subjects = "".join(text for name, text in pages.items() if name.startswith("subjects/"))
    for entry in entries(plain):
        assert subjects.count(f'id="f-{entry.id}"') == 1
        assert f"#f-{entry.id}" in pages[SEARCH]
    for claim in plain.corpus.claims:
        (home,) = (text for name, text in pages.items() if f'id="c-{claim.document.id}/{claim.id}"' in text)
        assert claim.quote in words(home)
    open_ones = [one for one in plain.disagreements if one.open and not one.settled]
    assert all(f"#f-{one.id}" in pages[INDEX] for one in open_ones)


def test_texts_are_read_on_their_documents_pages(build, tmp_path: Path) -> None:
    import hashlib

    raw = b"At first words 1 came, then 17 others."
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_bytes(raw)
    text = {"sha256": hashlib.sha256(raw).hexdigest(), "path": "one.txt"}
    root = build({"one": [{"value": "1", "quote": "words 1", "text": text}], "two": [{"value": "2"}]}, SIZE)
    result = examine(Request(root, AS_OF, tmp_path / "texts"))
    pages = made(result, texts=tmp_path / "texts", whole_texts=True)
    assert dead_links(pages) == set()
    (home,) = (name for name, page in pages.items() if "then" in page and name.startswith("documents/"))
    assert '<i id="t-one/claim-1"></i><a class="cl co z" href="../subjects/' in pages[home]
    (card,) = (
        page for page in pages.values() if f"../{home}#t-one/claim-1" in page and "Read side by side" not in page
    )
    assert "At first <mark>words 1</mark> came" in card


def test_the_same_result_gives_the_same_files(plain: Result, pages: Site) -> None:
    assert made(plain) == pages
    assert list(pages)[-1] == INDEX


@given(st.lists(st.text(max_size=12), min_size=2, max_size=6, unique=True))
def test_names_of_files_are_safe_and_apart(names: list[str]) -> None:
    made = [file_name(name, "subject") for name in names]
    assert len({one.lower() for one in made}) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{16}\.html", one) for one in made)


@pytest.mark.parametrize("name", ["../../etc/passwd", "CON", "a/b", "", "\ud800", "Ä" * 500, ".git", "x\x00y"])
def test_odd_names_of_files(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]{18,62}\.html", file_name(name, "subject"))


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("#f-a", 'href="../subjects/s.html#f-a"'),
        ("#d-b", 'href="#d-b"'),
        ("#verdict=tension&amp;state=open", 'href="../search.html#verdict=tension&amp;state=open"'),
        ("#f-gone", 'data-gone="#f-gone"'),
        ("#p1-clip", 'href="#p1-clip"'),
    ],
)
def test_a_link_names_the_file_where_it_leads(link: str, expected: str) -> None:
    homes = {"f-a": "subjects/s.html", "d-b": "documents/d.html"}
    assert linked(f'<a href="{link}">', "documents/d.html", homes) == f"<a {expected}>"


# ------------------------------------------------------------------------------------------------------ the folder

ONE: tuple[tuple[str, str], ...] = (("style.css", "a"), ("subjects/x-1.html", "b"), ("index.html", "c"))


def test_what_is_no_longer_made_is_removed_and_nothing_else(tmp_path: Path) -> None:
    home = tmp_path / "site"
    assert save_site(home, ONE) == 3
    (home / "notes.md").write_text("mine", "utf-8")
    (home / "subjects" / "mine.html").write_text("mine", "utf-8")
    save_site(home, ONE[2:])
    there = sorted(str(path.relative_to(home)) for path in home.rglob("*") if path.is_file())
    assert there == [LIST, "index.html", "notes.md", "subjects/mine.html"]


def test_a_folder_that_holds_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine", "utf-8")
    with pytest.raises(click.UsageError, match="holds files that are no site of checker"):
        save_site(tmp_path, ONE)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


def test_a_file_of_others_is_not_written_over(tmp_path: Path) -> None:
    home = tmp_path / "site"
    save_site(home, ONE[:1])
    (home / "index.html").write_text("mine", "utf-8")
    with pytest.raises(click.UsageError, match="is no file of the site"):
        save_site(home, ONE)
    assert (home / "index.html").read_text("utf-8") == "mine"


def test_a_list_leads_out_of_no_folder(tmp_path: Path) -> None:
    """A list that came with a folder, in a change of somebody else, removes nothing but files of the site's names."""
    home, other = tmp_path / "site", tmp_path / "other.html"
    save_site(home, ONE)
    other.write_text("mine", "utf-8")
    (home / ".env.html").write_text("mine", "utf-8")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.html").write_text("mine", "utf-8")
    (home / "linked").symlink_to(outside)
    with (home / LIST).open("a", encoding="utf-8") as listing:
        listing.write(f"../other.html\n{other}\n.env.html\nlinked/a.html\n../outside/a.html\n")
    save_site(home, ONE)
    assert other.is_file()
    assert (home / ".env.html").is_file()
    assert (outside / "a.html").is_file()


def test_a_folder_that_is_a_link_is_not_written_into(tmp_path: Path) -> None:
    home, outside = tmp_path / "site", tmp_path / "outside"
    save_site(home, ONE[:1])
    outside.mkdir()
    (home / "subjects").symlink_to(outside)
    with pytest.raises(click.UsageError, match="is a link"):
        save_site(home, ONE)
    assert list(outside.iterdir()) == []


def test_a_run_that_was_cut_off_is_mended_by_the_next(tmp_path: Path) -> None:
    home = tmp_path / "site"

    def cut_off():
        yield ONE[1]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save_site(home, cut_off())
    save_site(home, ONE[2:])
    assert sorted(path.name for path in home.rglob("*")) == [LIST, "index.html"]


def test_the_command_writes_a_site(build, tmp_path: Path) -> None:
    root = build({"one": [{"value": "1"}], "two": [{"value": "2"}]}, SIZE)
    arguments = ["report", str(root), "--as-of", AS_OF, "--no-cache", "--site", str(tmp_path / "site")]
    done = CliRunner().invoke(main, arguments)
    assert (
        done.output
        == f"wrote 8 files to {tmp_path / 'site'} (1 contradiction, 0 tensions, 0 reconciled, 0 agreements)\n"
    )
    assert done.exit_code == 1
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*.html")}
    CliRunner().invoke(main, arguments)
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*.html")}
    both = CliRunner().invoke(main, [*arguments, "--output", "x.html"])
    assert both.exit_code == 2
    assert "name one of them" in both.output
