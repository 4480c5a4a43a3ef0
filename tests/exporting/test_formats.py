"""What holds of every form that leaves: the same bytes, names below the base, no host made up."""

from __future__ import annotations

import re

import pytest

from checker.exporting.formats import FORMS, NAMES, TEXTS
from checker.exporting.names import URN, Names, trouble
from checker.extras import LIBRARIES

KNOWN_HOSTS = {"www.w3.org", "schema.org", "purl.org", "example.org"}
BASE = "https://example.org/corpus/"


def ready(name: str, run) -> str:
    done = run("export", name, "--as-of", "2026-11-22", "--base", BASE)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_corpus_gives_the_same_bytes_in_a_file_too(run, corpus, name) -> None:
    done = run("export", name, "--as-of", "2026-11-22", "--base", BASE, "--output", "made")
    assert done.exit_code == 0, done.output
    assert (corpus.parent / "made").read_text("utf-8") == ready(name, run) == ready(name, run)


@pytest.mark.parametrize("name", TEXTS)
def test_no_host_is_made_up(run, name) -> None:
    for arguments in (("--base", BASE), ()):
        done = run("export", name, "--as-of", "2026-11-22", *arguments)
        hosts = set(re.findall(r"https?://([^/\s\"'<>#]+)", done.stdout))
        assert hosts <= KNOWN_HOSTS - (set() if arguments else {"example.org"})


@pytest.mark.parametrize("name", TEXTS)
def test_a_fault_in_the_corpus_is_told_and_the_rest_is_written(run, corpus, name) -> None:
    (corpus / "broken.yaml").write_text("document: {id: broken}\nclaims: []\n", "utf-8")
    done = run("export", name, "--as-of", "2026-11-22")
    assert done.exit_code == 2
    assert "missing-field" in done.stderr
    assert done.stdout


@pytest.mark.parametrize("form", FORMS, ids=NAMES)
def test_every_form_reads_well(form) -> None:
    assert len(form.doc.split()) >= 4
    assert not form.extra or form.extra in LIBRARIES


BASES = {
    "a folder": (BASE, ""),
    "a fragment": ("https://example.org/corpus#", ""),
    "a URN": ("urn:example:corpus:", ""),
    "no end": ("https://example.org/corpus", "write https://example.org/corpus/"),
    "no scheme": ("example.org/", "expected a URI"),
    "spaces": ("https://example.org/my corpus/", "expected a URI"),
    "markup": ('https://example.org/">/', "expected a URI"),
    "empty": ("", "expected a URI"),
}


@pytest.mark.parametrize(("base", "words"), BASES.values(), ids=list(BASES))
def test_a_base_is_a_uri_behind_which_names_can_follow(base, words) -> None:
    assert (words in trouble(base)) if words else trouble(base) == ""


def test_a_base_that_is_none_ends_the_command_with_what_to_write(run) -> None:
    done = run("export", NAMES[0], "--base", "https://example.org/corpus")
    assert (done.exit_code, "write https://example.org/corpus/" in done.stderr) == (2, True)


@pytest.mark.parametrize("base", [URN, BASE, "https://example.org/corpus#"])
def test_different_things_have_different_names_of_ascii(base) -> None:
    names = Names(base)
    made = [
        names.document("a"),
        names.document("ä b"),
        names.document("a%3Ab"),
        names.claim("a#b"),
        names.claim("a:b#c"),
        names.claim("a#b:c"),
        names.entity("a"),
        names.property("a"),
    ]
    assert len(set(made)) == len(made)
    assert all(name.isascii() and " " not in name and name.startswith(base) for name in made)


@pytest.mark.parametrize("name", ["annotations", "turtle", "json-ld"])
def test_drafts_are_told_to_be_left_out(run, name) -> None:
    assert "left out: drafts: 1" in run("export", name).stderr
