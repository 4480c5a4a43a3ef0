"""Drafts are accepted, corrected, dropped and named through a real server and on the terminal; files keep the rest."""

from __future__ import annotations

import hashlib
import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.review.confirming import confirm, drafts_in, named, seen, told

TEXT = """\
# The pier

The pier is 412 metres long. It was opened in 1887.

- It has 85 seats.
- The lighthouse is 12 metres high.
"""
VOCABULARY = """\
# names of this corpus
entities:
  pier: {label: the pier, also: [the landing stage]}   # ours

properties:
  length: {label: length, datatype: quantity, kind: constant, unit: m}
  height: {label: height, datatype: quantity, kind: constant, unit: m}
"""
CLAIMS = """\
# the leaflet of the office
document:
  id: leaflet
  title: The pier
  publisher: Harbour Office
  published: 2021-06-03
  text: {sha256: SUM, path: leaflet.md}
claims:
  # how long
  - id: d1
    quote: The pier is 412 metres long
    subject: pier
    property: length
    value: 412 metres
    draft: true
  - id: d2
    quote: It has 85 seats   # a list
    value: "85"
    draft: true
  - id: d3
    quote: The lighthouse is 12 metres high
    value: 12 metres
    draft: true
"""


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    folder, texts = tmp_path / "claims", tmp_path / "texts"
    folder.mkdir()
    texts.mkdir()
    (texts / "leaflet.md").write_text(TEXT, "utf-8")
    (folder / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    text = CLAIMS.replace("SUM", hashlib.sha256(TEXT.encode()).hexdigest())
    (folder / "leaflet.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def page(claims: Path, serve):
    return serve(claims, documents=claims.parent / "texts").page


def file(claims: Path, name: str = "leaflet") -> str:
    return (claims / f"{name}.yaml").read_bytes().decode()


def form(page, name: str, **more: str) -> dict[str, str]:
    """The form of a draft as a browser sends it, with what was typed."""
    shown = page.get(f"drafts/leaflet?at={name}").text
    names = re.findall(r'<input type="(?:text|hidden)"[^>]*name="(\w+)"', shown)
    values = {one: unescape(re.search(rf'name="{one}" value="([^"]*)"', shown)[1]) for one in names}
    return {**values, **more}


def act(page, name: str, action: str = "accept", **more: str):
    return page.post(f"drafts/leaflet?at={name}", **form(page, name, action=action, **more))


def test_the_queue_leads_to_the_drafts_and_the_text_shows_them(page) -> None:
    assert "Drafts: 3 in 1 document" in page.get().words
    assert "3 drafts, 1 with subject and property" in page.get("drafts").words
    shown = page.get("drafts/leaflet")
    assert '<h2 class="heading">The pier</h2>' in shown.text
    assert '<p class="item"><a class="said draft" href="?at=d2"' in shown.text
    assert '<mark class="current">The pier is <strong>412 metres</strong> long</mark>' in shown.text
    assert "read as 411.5 to less than 412.5 m" in shown.words
    assert "1 of 3 drafts" in shown.words


def test_accepting_takes_away_the_line_and_nothing_else(page, claims: Path) -> None:
    before = file(claims)
    answer = act(page, "d1")
    assert "Accepted." in answer.words
    assert "Draft d2" in answer.words, "the next one"
    assert file(claims) == before.replace("    draft: true\n", "", 1)
    assert 'class="said" title="pier · length · 412 metres"' in answer.text
    assert "1 claim" in check(claims).output


def check(claims: Path):
    asked = ["check", str(claims), "--documents", str(claims.parent / "texts"), "--as-of", "2026-11-22"]
    return CliRunner().invoke(main, asked)


def test_what_is_bound_and_corrected_is_written_in_the_order_of_files(page, claims: Path) -> None:
    before = file(claims)
    answer = act(page, "d3", subject="The Landing Stage", property="height", as_of="2021", note='a "note": 1')
    assert "Accepted." in answer.words
    names = "    subject: pier\n    property: height\n    value: 12 metres\n"
    expected = f'{names}    as_of: "2021"\n    note: "a \\"note\\": 1"\n'
    assert file(claims) == before.replace("    value: 12 metres\n    draft: true\n", expected)


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        pytest.param("d2", {}, "say of whom or of what", id="no subject, no property"),
        pytest.param("d2", {"subject": "pier"}, "say what is said of it", id="no property"),
        pytest.param(
            "d3", {"subject": "peer", "property": "height"}, "there is no entity peer; did you mean pier?", id="a slip"
        ),
        pytest.param(
            "d1", {"value": "421 metres"}, "the quote says 412 metres long, the value 421 metres", id="not in the quote"
        ),
        pytest.param(
            "d1",
            {"quote": "The pier is 413 metres long", "value": "413 metres"},
            "does not stand in the text",
            id="quote",
        ),
        pytest.param("d1", {"value": "many"}, "d1.value", id="a value that cannot be read"),
        pytest.param(
            "d1", {"scope": "nonsense"}, 'found "nonsense", expected a group of fields', id="a scope that is none"
        ),
        pytest.param("d1", {"as_of": "2017", "during": "2017"}, "as_of is one moment", id="two times"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_written(page, claims: Path, name, typed, words) -> None:
    before = file(claims)
    answer = act(page, name, **typed)
    assert answer.status == 422
    assert words in answer.words
    assert file(claims) == before
    for field, value in typed.items():
        assert answer.field(field) == value, "what was typed is kept"


def test_what_is_in_doubt_is_accepted_by_who_was_shown_it(page, claims: Path) -> None:
    before = file(claims)
    typed = {"quote": "metres long", "value": "412 metres"}
    answer = act(page, "d1", **typed)
    assert answer.status == 422
    assert 'the quote has no figure or date for the value 412 metres: "metres long"' in answer.words
    assert "Accept all the same" in answer.words
    assert file(claims) == before
    other = act(page, "d1", **{**typed, "value": "413 metres"}, aware=answer.field("aware"))
    assert other.status == 422, "another doubt was not shown yet"
    assert "Accepted." in act(page, "d1", **typed, aware=answer.field("aware")).words
    assert "quote: metres long\n" in file(claims)


def test_a_draft_is_kept_with_what_was_typed_and_taken_back(page, claims: Path) -> None:
    before = file(claims)
    answer = act(page, "d2", "keep", subject="pier")
    assert "Saved; it is still a draft." in answer.words
    assert "Draft d2" in answer.words
    assert file(claims) == before.replace('    value: "85"', '    subject: pier\n    value: "85"')
    assert "Taken back." in page.post("undo").words
    assert file(claims) == before


def test_dropping_takes_away_the_claim_and_undo_brings_it_back(page, claims: Path) -> None:
    before = file(claims)
    start, end = before.index("  - id: d2"), before.index("  - id: d3")
    assert "Dropped." in act(page, "d2", "drop").words
    assert file(claims) == before[:start] + before[end:]
    answer = page.post("undo")
    assert "Draft d2" in answer.words
    assert file(claims) == before


def test_the_last_draft_leaves_a_file_without_claims(page, claims: Path) -> None:
    for name in ("d1", "d2", "d3"):
        answer = act(page, name, "drop")
    assert "0 of 0 disagreements" in answer.words
    assert file(claims).endswith("claims: []\n  # how long\n")
    assert page.get("drafts/leaflet").status == 404
    assert check(claims).exit_code == 3


def test_a_new_entity_and_property_are_added_and_bound_where_they_are_needed(page, claims: Path) -> None:
    answer = act(page, "d3", "add", new_section="entities", new_label="The Lighthouse", note="kept")
    assert (answer.status, answer.field("subject"), answer.field("note")) == (200, "the-lighthouse", "kept")
    assert '<option value="the-lighthouse">The Lighthouse</option>' in answer.text
    expected = VOCABULARY.replace("# ours\n", "# ours\n  the-lighthouse: {label: The Lighthouse}\n")
    assert file(claims, "vocabulary") == expected
    more = {"new_datatype": "quantity", "new_kind": "state", "new_unit": "seat"}
    answer = act(page, "d2", "add", new_section="properties", new_label="seats", new_name="seats", **more)
    assert answer.field("property") == "seats"
    added = "  seats: {label: seats, datatype: quantity, kind: state, unit: seat}\n"
    assert file(claims, "vocabulary") == expected + added
    assert "Accepted." in act(page, "d2", subject="pier", property="seats").words
    page.post("undo")
    page.post("undo")
    assert file(claims, "vocabulary") == expected


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"new_label": " "}, "give its name, as people read it", id="no name"),
        pytest.param({"new_label": "The pier", "new_name": "pier"}, "pier is there already: the pier", id="known"),
        pytest.param({"new_label": "…"}, "no identifier can be made of this name", id="no letters"),
        pytest.param({"new_label": "P", "new_name": "p q"}, "p q", id="no identifier"),
        pytest.param({"new_label": "the \x07"}, "found the character U+0007", id="a character that hides"),
    ],
)
def test_a_name_that_does_not_fit_is_told_and_nothing_is_written(page, claims: Path, fields, words) -> None:
    answer = act(page, "d2", "add", **{"new_section": "entities", "subject": "typed", **fields})
    assert answer.status == 422
    assert words in answer.words
    assert answer.field("subject") == "typed"
    assert file(claims, "vocabulary") == VOCABULARY


def test_a_file_that_changed_since_it_was_shown_is_not_written(page, claims: Path) -> None:
    asked = form(page, "d1", action="accept", note="typed")
    (claims / "leaflet.yaml").write_text(file(claims).replace("# how long", "# how wide"), "utf-8")
    before = file(claims)
    answer = page.post("drafts/leaflet?at=d1", **asked)
    assert (answer.status, answer.field("note"), file(claims)) == (409, "typed", before)
    assert "the file changed since you looked" in answer.words
    assert "Accepted." in page.post("drafts/leaflet?at=d1", **form(page, "d1", action="accept")).words


def test_a_draft_that_is_gone_shows_what_was_typed(page) -> None:
    asked = form(page, "d1", action="accept", note="typed <b>")
    act(page, "d1", "drop")
    answer = page.post("drafts/leaflet?at=d1", **asked)
    assert answer.status == 409
    assert "somebody confirmed or dropped it" in answer.words
    assert "note: typed &lt;b&gt;" in answer.text


def test_of_two_writers_one_is_refused(claims: Path, session) -> None:
    ann, ben = (session(claims, name) for name in ("ann", "ben"))
    draft = drafts_in(ann.now.result.corpus, "leaflet")[0]
    looked = seen(ann.now, draft)
    assert confirm(ann, draft.ref, told(draft), looked, "accept") is None
    refused = confirm(ben, draft.ref, told(draft), looked, "drop")
    assert refused is not None
    assert refused.stale
    assert "- id: d1" in file(claims)


def test_what_is_no_action_does_nothing(page, claims: Path) -> None:
    before = file(claims)
    assert act(page, "d1", "burn").status == 422
    assert page.get("drafts/nothing").status == 404
    assert file(claims) == before


def test_a_foreign_page_cannot_confirm(page, claims: Path) -> None:
    before = file(claims)
    url = f"{page.address}drafts/leaflet?at=d1"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = page.ask("POST", url, "action=drop&ref=leaflet%23d1", **kind, Origin="http://example.org")
    assert (answer.status, file(claims)) == (403, before)


def test_without_a_text_the_quotes_are_shown(claims: Path, serve) -> None:
    page = serve(claims).page
    shown = page.get("drafts/leaflet?at=d2")
    assert "The document's text is not at hand" in unescape(shown.words)
    assert '<p class="quote"><mark class="current">It has <strong>85</strong> seats</mark></p>' in shown.text
    assert "Accepted." in act(page, "d1").words


def test_all_drafts_accepted_are_the_file_without_their_marks(claims: Path, session) -> None:
    """The law of accepting, line ends and byte order mark as they were."""
    bound = file(claims).replace("    subject: pier\n    property: length\n", "")
    bound = bound.replace("    value: ", "    subject: pier\n    property: length\n    value: ")
    bound = bound.replace("85 seats", "85 metres").replace('"85"', "85 metres")
    raw = b"\xef\xbb\xbf" + bound.replace("\n", "\r\n").encode()
    (claims / "leaflet.yaml").write_bytes(raw)
    one = session(claims)
    drafts = one.now.result.corpus.drafts
    assert len(drafts) == 3
    for draft in drafts:
        assert confirm(one, draft.ref, {}, seen(one.now, draft), "accept") is None
    assert (claims / "leaflet.yaml").read_bytes() == raw.replace(b"    draft: true\r\n", b"")
    assert one.now.result.corpus.drafts == ()


@pytest.mark.parametrize(
    ("given", "meant"),
    [("pier", "pier"), (" THE PIER ", "pier"), ("stage", "stage"), ("both", "both"), ("", "")],
    ids=["an identifier", "a label in any letters", "no name at all", "a name that two have", "nothing"],
)
def test_a_name_means_what_only_one_has(given: str, meant: str) -> None:
    labels = {"pier": ("the pier", "both"), "quay": ("the quay", "both")}
    assert named(given, labels) == meant


def plain(claims: Path, *answers: str) -> str:
    asked = ["review", "--claims", str(claims), "--documents", str(claims.parent / "texts"), "--plain"]
    done = CliRunner().invoke(main, [*asked, "--reviewer", "ann"], input="\n".join((*answers, "")))
    assert done.exit_code == 0, done.output
    return done.output


def test_drafts_are_gone_through_on_the_terminal(claims: Path) -> None:
    before = file(claims)
    answers = ("d", "", "", "s stage", "p len", "n", "p", "seats", "", "", "seat", "a", "x", "z", "q", "q")
    said = plain(claims, *answers)
    assert "3 drafts of claims, compared with nothing yet: d goes through them" in said
    assert "[The pier is 412 metres long]" in said
    assert "read as 411.5 to less than 412.5 m" in said
    assert "accepted leaflet#d1; z takes it back" in said
    assert "property: say what is said of it" in said
    assert "added seats to the vocabulary" in said
    assert "accepted leaflet#d2" in said
    assert "dropped leaflet#d3" in said
    assert "taken back: dropped on leaflet#d3" in said
    assert "the changes are below claims: look at them, then commit" in said
    bound = '    subject: pier\n    property: seats\n    value: "85"\n'
    expected = before.replace("    draft: true\n", "", 2).replace('    value: "85"\n', bound)
    assert file(claims) == expected


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        pytest.param(("y",), "found y; expected Enter or one of a s p e x n j k z w q", id="no key"),
        pytest.param(("s cathedral",), "no subject has this name; n adds one", id="nobody's name"),
        pytest.param(("p h",), "these are like it:\n  length  length\n  height  height", id="a part of several"),
        pytest.param(("e size",), "expected e and one of quote, quote_prefix", id="no field"),
        pytest.param(("e value", "421 m", "a"), "the quote says 412 metres long, the value 421 m", id="a slip"),
        pytest.param(("e quote", "metres long", "a"), "a accepts it all the same", id="in doubt"),
        pytest.param(("n", "x"), "found x, expected e or p", id="neither entity nor property"),
        pytest.param(("n", "e", " "), "label: give its name", id="a name of nothing"),
        pytest.param(("z",), "there is nothing to take back", id="nothing was done"),
        pytest.param(("?",), "Enter or a   accept the draft", id="the keys"),
        pytest.param(("j", "j", "j", "k"), "draft 2 of 3: leaflet#d2", id="there and back"),
    ],
)
def test_an_answer_is_told_and_nothing_is_written(claims: Path, answers: tuple[str, ...], words: str) -> None:
    before = file(claims)
    assert words in plain(claims, "d", *answers, "q", "q")
    assert file(claims) == before
