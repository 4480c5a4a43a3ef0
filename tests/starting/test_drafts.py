"""A text becomes drafts that can be confirmed; a draft is checked for form and changes nothing until it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drafts import measured
from checker.cli.main import main
from checker.model.claim import Document
from checker.model.fault import Fault, Mark
from checker.readers.encoding import decode
from checker.readers.load import load
from checker.starting.document import Head, claim_file, document_of, faults_of, head_of
from checker.starting.drafts import drafts_of, fields_of
from checker.texts.text import Text

NOW = "2026-11-22"
VOCABULARY = {
    "entities": {
        "bridge": {"label": "North Bridge", "also": ["the bridge"]},
        "us": {"label": "United States", "also": ["US"]},
        "ferry": {"label": "ferry"},
    },
    "properties": {
        "length": {"label": "length", "datatype": "quantity", "kind": "constant", "unit": "m"},
        "workers": {"label": "workers", "datatype": "quantity", "kind": "state"},
        "opening": {"label": "opened", "datatype": "date", "kind": "event"},
        "rebuilding": {"label": "rebuilt", "datatype": "interval", "kind": "event"},
    },
}
TEXT = """\
# The bridge
Published: 3 June 2021

The North Bridge was opened on 14 April 1912. Its length is 1,324 m, and
it cost about $2.5 million. Some 300 workers lived beside it!
It was rebuilt from 1945 to 1951, which took us six years; dozens of boats waited.

- more than 90 % of the traffic in 2020
- at 5 ft 2 in nobody stands upright (F-35 and the 2nd pier apart)

The year after, the ferry carried between 40 and 50 cars. Not one of them was new. By 2023 it had 2000 tonnes.
"""
DRAFTS = [
    ("a day", "d1", "# The bridge Published: 3 June 2021", "bridge", "", "3 June 2021"),
    ("a day that has a property", "opening", "The North Bridge was opened on 14 April 1912", "bridge", "opening",
     "14 April 1912"),
    ("a length", "length", "Its length is 1,324 m", "bridge", "length", "1,324 m"),
    ("money, hedged", "d2", "and it cost about $2.5 million", "bridge", "", "about $2.5 million"),
    ("a number that is counted", "workers", "Some 300 workers lived beside it", "bridge", "workers", "Some 300"),
    ("a stretch of time", "rebuilding", "It was rebuilt from 1945 to 1951", "bridge", "rebuilding",
     "from 1945 to 1951"),
    ("a duration in words", "d3", "which took us six years", "bridge", "", "six years"),
    ("a vague number", "d4", "which took us six years; dozens of boats waited", "bridge", "", "dozens"),
    ("a share", "d5", "more than 90 % of the traffic in 2020", "bridge", "", "more than 90 %"),
    ("a year beside it", "d6", "more than 90 % of the traffic in 2020", "bridge", "", "2020"),
    ("two units; no names, no places", "d7", "at 5 ft 2 in nobody stands upright (F-35 and the 2nd pier apart)",
     "bridge", "", "5 ft 2 in"),
    ("a range, of another subject", "d8", "the ferry carried between 40 and 50 cars", "ferry", "",
     "between 40 and 50 cars"),
    ("a time that ends", "d9", "By 2023 it had 2000 tonnes", "ferry", "", "By 2023"),
    ("an amount that could be a year", "d10", "By 2023 it had 2000 tonnes", "ferry", "", "2000 tonnes"),
]  # fmt: skip
SHARE = 0.95
"""Of the figures and dates of `claims/`; measured: 134 of 137."""
RIGHT = 0.8
"""Of the drafts that have a subject and a property and whose figure people encoded; measured: 32 of 39."""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def check(claims: Path, *arguments: str | Path) -> Result:
    return run("check", claims, "--as-of", NOW, "--no-cache", *arguments)


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    """A corpus without a document, and a text beside it."""
    (tmp_path / "bridge.txt").write_text(TEXT, "utf-8")
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")
    return tmp_path / "claims"


def written(claims: Path, name: str, claim: dict[str, Any]) -> Path:
    """A document with one claim."""
    about = {"id": name, "title": name, "publisher": name, "published": "2021"}
    path = claims / f"{name}.yaml"
    path.write_text(json.dumps({"document": about, "claims": [claim]}), "utf-8")
    return path


LONG = {"id": "long", "quote": "1,324 m long", "subject": "bridge", "property": "length", "value": "1,324 m"}
SHORT = {**LONG, "quote": "900 m long", "value": "900 m"}


@pytest.fixture
def drafts(claims: Path) -> list[dict[str, Any]]:
    done = run("draft", claims.parent / "bridge.txt", "--claims", claims, "--publisher", "Office")
    assert done.exit_code == 0, done.output
    assert "the-bridge.yaml: 14 drafts, 4 with subject and property" in done.output
    return yaml.safe_load((claims / "the-bridge.yaml").read_text("utf-8"))["claims"]


def test_each_figure_and_date_is_a_draft(drafts: list[dict[str, Any]]) -> None:
    names = ("id", "quote", "subject", "property", "value")
    assert [tuple(one.get(name, "") for name in names) for one in drafts] == [case[1:] for case in DRAFTS]
    assert all(one["draft"] is True for one in drafts)


@pytest.mark.usefixtures("drafts")
def test_what_is_drafted_is_sound_and_its_quotes_are_found(claims: Path) -> None:
    written(claims, "letter", LONG)
    done = check(claims, "--documents", claims.parent, "--format", "json")
    report = json.loads(done.stdout)
    assert (done.exit_code, report["faults"], report["findings"]) == (0, [], [])
    assert (report["coverage"]["drafts"], report["coverage"]["claims"]) == (14, 1)
    assert "14 drafts are not compared; confirm each by taking `draft` away" in check(claims).stdout


def test_a_quote_that_stands_twice_is_told_apart_by_what_is_before_it() -> None:
    text = "In the north there were 40 men. In the south there were 40 men."
    vocabulary, document = load(Path("nowhere")).vocabulary, Document("d", "D", "P", "2021", Mark(""))
    found_in = [(one.quote_prefix, one.quote) for one in drafts_of(Text(text), document, vocabulary)]
    assert found_in == [("", "In the north there were 40 men"), ("", "In the south there were 40 men")]
    text = "The first item: men: there were 40 of them. The other item: men: there were 40 of them."
    assert [one.quote_prefix for one in drafts_of(Text(text), document, vocabulary)] == [
        "first item: men:",
        "other item: men:",
    ]


def test_a_draft_makes_no_finding_until_it_is_confirmed(claims: Path) -> None:
    written(claims, "letter", LONG)
    path = written(claims, "note", {**SHORT, "draft": True})
    before = check(claims)
    assert (before.exit_code, "1 draft is not compared; confirm it" in before.stdout) == (0, True), before.output
    path.write_text(path.read_text("utf-8").replace(', "draft": true', ""), "utf-8")
    after = check(claims)
    assert (after.exit_code, "1,324 m" in after.stdout, "not compared" in after.stdout) == (1, True, False)


FORM = [
    ("neither subject nor property", {"draft": True}, ("subject", "property"), []),
    ("no property", {"draft": True}, ("property",), []),
    ("no subject", {"draft": True}, ("subject",), []),
    ("no value", {"draft": True}, ("value",), ["wrong-fields"]),
    ("no draft", {}, ("subject",), ["wrong-fields"]),
    ("said to be none", {"draft": False}, ("subject",), ["wrong-fields"]),
    ("an unknown property", {"draft": True, "property": "lenght"}, (), ["unknown-property"]),
    ("a value that cannot be read", {"draft": True, "value": "1,324 m of"}, (), ["bad-value"]),
    ("a value that the quote does not say", {"draft": True, "value": "1,423 m"}, (), ["draft-not-in-quote"]),
]


@pytest.mark.parametrize("more, without, codes", [case[1:] for case in FORM], ids=[case[0] for case in FORM])
def test_the_form_of_a_draft(more: dict[str, Any], without: tuple[str, ...], codes: list[str], claims: Path) -> None:
    written(claims, "letter", LONG)
    written(claims, "note", {name: value for name, value in (LONG | more).items() if name not in without})
    done = check(claims, "--format", "json")
    report = json.loads(done.stdout)
    assert [fault["code"] for fault in report["faults"]] == codes
    assert (done.exit_code, report["findings"]) == (2 if codes else 0, [])
    if codes == ["wrong-fields"]:
        assert "a claim needs subject, property and value, or relation, or readings" in report["faults"][0]["message"]


PARTS = [
    "In 1951 ", "there were 40 men", " 12 m", ". ", "\n", "\u2028", "\x7f", "\x85", "\x9f", "\ufeff", "\u200b", "\x1c",
    "\f", '"', "'", "\\", "# ", ": ", "- ", "{", "null", "😀", "\ufffe",
]  # fmt: skip


@given(*2 * [st.lists(st.sampled_from(PARTS) | st.characters(), max_size=12).map("".join)])
def test_what_is_drafted_of_any_text_is_read_or_refused(words: str, title: str) -> None:
    """Sentences and titles may hold what no claim file may: a command refuses these before it writes."""
    vocabulary, text = load(Path("nowhere")).vocabulary, Text(words, title=title)
    head = head_of(text, "a", Head("", "", "Office", "2021"))
    refused = isinstance(decode(words.replace("\f", " ").encode("utf-8", "surrogatepass"), ""), Fault)
    if not refused and not faults_of(claim_file(head, b"", "a.txt"), vocabulary):
        drafts = drafts_of(text, document_of(head), vocabulary)
        made = claim_file(head, b"", "a.txt", [fields_of(one) for one in drafts])
        assert faults_of(made, vocabulary) == (), made


def test_a_table_has_no_drafts(claims: Path) -> None:
    written(claims, "letter", LONG)
    (claims / "rows.csv").write_text(
        "document,id,quote,subject,property,value,draft\nletter,x,900 m,bridge,length,900 m,true\n"
    )
    assert "there is no field draft here" in check(claims).stdout


def test_texts_of_one_title_are_numbered_and_nothing_is_written_over(claims: Path) -> None:
    texts = [claims.parent / name for name in ("bridge.txt", "again.txt", "bridge.md")]
    for text in texts:
        text.write_text(TEXT, "utf-8")
    made = {"vocabulary.yaml", "the-bridge.yaml", "the-bridge-2.yaml", "the-bridge-3.yaml"}
    done = run("draft", *texts, texts[0], "--claims", claims, "--publisher", "O")
    assert done.exit_code == 0, done.output
    assert {path.name for path in claims.iterdir()} == made
    paths = [
        yaml.safe_load((claims / name).read_text("utf-8"))["document"]["text"]["path"] for name in sorted(made)[:3]
    ]
    assert paths == ["again.txt", "bridge.md", "bridge.txt"]
    assert json.loads(check(claims, "--format", "json").stdout)["faults"] == []
    refused = run("draft", *texts, "--claims", claims, "--publisher", "O")
    assert refused.exit_code == 2
    assert (
        "Error: a document the-bridge is there already, in claims/the-bridge.yaml; give another --id, or"
        in refused.output
    )
    given = run("draft", texts[0], "--claims", claims, "--publisher", "O", "--id", "fourth", "--title", "Another")
    assert given.exit_code == 0, given.output
    assert yaml.safe_load((claims / "fourth.yaml").read_text("utf-8"))["document"]["title"] == "Another"


REFUSED = [
    (
        "no day in it",
        "It has 40 men.",
        (),
        "Error: no line of TEXT is the day of its publication, and it names no date; give it with --published",
    ),
    ("a language that nothing reads", TEXT, ("--language", "xx"), "there are tables for"),
    *(
        (
            f"a language whose running text is not read: {tag}",
            TEXT,
            ("--language", tag),
            f"not of {tag}; checker add document TEXT --language {tag} begins a claim file without drafts",
        )
        for tag in ("de", "fr-CA", "es", "ja")
    ),
    (
        "a text that is not English",
        f"3. Mai 2020\n\n{'Die Brücke der Stadt ist 324 Meter lang. ' * 9}",
        (),
        "TEXT does not look like English, and drafts are made of English texts only; if it is English, give --",
    ),
    ("an identifier for several", TEXT, ("TEXT2", "--id", "x"), "--id and --title are of one document"),
]


@pytest.mark.parametrize("text, more, message", [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_drafted_is_said(text: str, more: tuple[str, ...], message: str, claims: Path) -> None:
    path = claims.parent / "bridge.txt"
    path.write_text(text, "utf-8")
    (claims.parent / "TEXT2").write_text(text, "utf-8")
    words = [claims.parent / word if word == "TEXT2" else word for word in more]
    refused = run("draft", path, *words, "--claims", claims, "--publisher", "O")
    assert refused.exit_code == 2
    assert message in refused.output.replace(str(path), "TEXT")
    assert [path.name for path in claims.iterdir()] == ["vocabulary.yaml"]


def test_stated_english_is_drafted_and_pages_end_where_converters_say(claims: Path) -> None:
    path = claims.parent / "bridge.txt"
    path.write_text(TEXT.replace("\n- more", "\n\f- more"), "utf-8")
    done = run("draft", path, "--claims", claims, "--publisher", "O", "--language", "en-GB")
    assert done.exit_code == 0, done.output
    assert ": 14 drafts, " in done.output
    report = json.loads(check(claims, "--documents", claims.parent, "--format", "json").stdout)
    assert (report["faults"], report["findings"]) == ([], [])


def test_most_of_what_people_encoded_is_drafted(root: Path, documents: Path) -> None:
    told = measured(load(root / "claims"), documents)
    assert sum(is_found for _, is_found in told.claims) >= SHARE * len(told.claims) > 100
    bound, right = sum(one[1] for one in told.drafts), sum(one[2] for one in told.drafts)
    assert right >= RIGHT * bound > 30


def test_drafts_take_part_only_where_that_is_asked_and_never_in_a_gate(claims: Path) -> None:
    written(claims, "letter", LONG)
    written(claims, "note", {**SHORT, "draft": True})
    written(claims, "memo", {"id": "half", "quote": "9 m", "value": "9 m", "subject": "bridge", "draft": True})
    asked = check(claims, "--drafts")
    assert asked.exit_code == 1
    assert "1 draft takes part, as --drafts asks" in asked.stdout
    assert "1 draft is not compared" in asked.stdout
    refused = check(claims, "--drafts", "--new-since", "HEAD")
    assert (refused.exit_code, "drafts take no part in what is new" in refused.output) == (2, True)


def test_an_undated_text_gets_the_interval_that_its_words_allow(claims: Path) -> None:
    (claims.parent / "bridge.txt").write_text("# Old bridge\nIt was built in May 2016. It will close by 2023.", "utf-8")
    assert run("draft", claims.parent / "bridge.txt", "--claims", claims, "--publisher", "O").exit_code == 0
    told = yaml.safe_load((claims / "old-bridge.yaml").read_text("utf-8"))["document"]
    assert told["published"] == "2016-05/2023-12"
    assert told["published_because"].startswith('The text is undated. It tells of "')
    assert check(claims).exit_code in (0, 3)
