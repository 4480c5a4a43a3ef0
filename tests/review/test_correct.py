"""A claim is corrected in its file, and nothing else of the file changes."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.decisions import store
from checker.decisions.ruling import Invalid
from checker.model.claim import Claim
from checker.model.policy import Policy
from checker.model.result import Result
from checker.readers.load import load
from checker.request import Request
from checker.review.correct import NoLines, Original, Proposal, original, propose, write
from checker.rules.claim.value_not_in_quote import ID as VALUE_NOT_IN_QUOTE
from checker.run import examine

VOCABULARY = """entities:
  thing: {label: the thing}
properties:
  size: {label: size, datatype: quantity, kind: constant}
"""
NOW = "2026-11-22"

HEAD = "document: {id: one, title: One, publisher: P, published: 2020-01-01}\n"
BLOCK = """# at the top
claims:
  # before a
  - id: a   # beside
    quote: words of a

    # inside
    subject: thing
    property: size
    value: "40"   # the last line

  # between
  -   # after the dash - not one
    id: b
    quote: 'words of b'
    subject: thing
    property: size
    value: 41
    note: |
      several
      lines

# less deep
  - {id: c, quote: words of c, subject: thing, property: size, value: "42"}  # in braces
"""
LAST = """# at the end
"""


def corpus(folder: Path, text: str = HEAD + BLOCK + LAST) -> Path:
    root = folder / "claims"
    root.mkdir(exist_ok=True)
    (root / "vocabulary.yaml").write_bytes(VOCABULARY.encode())
    (root / "one.yaml").write_bytes(text.encode())
    return root


def claim(root: Path, name: str) -> Claim:
    return next(one for one in load(root).claims if one.id == name)


def claims_alone(folder: Path) -> Result:
    """A check of a folder without texts, baseline or cache, that leaves open what quotes say."""
    return examine(Request(folder, NOW, policy=Policy(ignore=(VALUE_NOT_IN_QUOTE,))))


def proposed(root: Path, name: str, change: Callable[[str], str]) -> Proposal:
    found = original(claim(root, name), root)
    return propose(root, found, change(found.text), claims_alone)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return corpus(tmp_path)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("a", 5, 11), ("b", 14, 22), ("c", 25, 25)],
    ids=["with comments and blank lines inside", "its dash on a line of its own, a block of text last", "in braces"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no BOM", "BOM"])
def test_a_claim_is_shown_as_it_stands(tmp_path: Path, name: str, first: int, last: int, end: str, mark: str) -> None:
    whole = HEAD + BLOCK + LAST
    root = corpus(tmp_path, mark + whole.replace("\n", end))
    found = original(claim(root, name), root)
    assert (found.file, found.first, found.last) == ("claims/one.yaml", first, last)
    assert found.text == "\n".join(whole.splitlines()[first - 1 : last])
    assert found.sha256 == store.seen(root / "one.yaml")


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no BOM", "BOM"])
@pytest.mark.parametrize("sent", ["\n", "\r\n"], ids=["sent with LF", "sent with CRLF"])
def test_only_the_line_that_changed_changes(tmp_path: Path, end: str, mark: str, sent: str) -> None:
    before = mark + (HEAD + BLOCK + LAST).replace("\n", end)
    root = corpus(tmp_path, before)
    found = proposed(root, "a", lambda text: text.replace('"40"', '"45"').replace("\n", sent))
    assert found.content == before.replace('"40"', '"45"').encode()
    assert (found.faults, found.notes) == ((), ())
    assert [line for line in found.diff.split("\n") if line[:1] in "+-"] == [
        "--- claims/one.yaml",
        "+++ claims/one.yaml",
        '-    value: "40"   # the last line',
        '+    value: "45"   # the last line',
    ]


@pytest.mark.parametrize("ends", [("\n", "\r\n"), ("\r\n", "\n")], ids=["mostly CRLF", "LF first"])
def test_lines_that_stay_keep_ends_of_their_own(tmp_path: Path, ends: tuple[str, ...]) -> None:
    lines = (HEAD + BLOCK + LAST).splitlines()
    before = "".join(line + ends[number % len(ends)] for number, line in enumerate(lines))
    root = corpus(tmp_path, before)
    found = proposed(root, "a", lambda text: text.replace("    # inside", "    # inside\n    note: more"))
    place = lines.index("    # inside") + 1
    new = found.content.decode().splitlines(keepends=True)
    assert "".join(new[:place] + new[place + 1 :]) == before
    assert new[place] == f"    note: more{ends[0]}", "a new line ends as the first of the file does"
    assert found.faults == ()


def test_a_text_typed_without_indentation_gets_it(root: Path) -> None:
    text = "- id: a\n  quote: words of a\n  subject: thing\n\n  property: size\n  value: 43\n"
    found = proposed(root, "a", lambda _: text)
    assert found.faults == ()
    assert (
        b"  - id: a\n    quote: words of a\n    subject: thing\n\n    property: size\n    value: 43\n\n"
        in found.content
    )


def test_a_text_typed_too_deep_is_moved_back(root: Path) -> None:
    found = proposed(root, "a", lambda text: "\n".join(f"   {line}" if line else line for line in text.split("\n")))
    assert found.content == (root / "one.yaml").read_bytes()


@pytest.mark.parametrize("indent", [None, 0, 1, 4], ids=["one line", "no indentation", "one space", "four spaces"])
def test_claims_of_a_json_file_are_corrected_from_brace_to_brace(tmp_path: Path, indent: int | None) -> None:
    about = {"id": "one", "title": "One", "publisher": "P", "published": "2020-01-01"}
    body = {"quote": "w [,] {}", "subject": "thing", "property": "size", "value": "40"}
    whole = json.dumps({"claims": [{"id": name, **body} for name in "abc"], "document": about}, indent=indent)
    root = corpus(tmp_path, whole)
    for name in "abc":
        found = original(claim(root, name), root)
        assert json.loads(found.text) == {"id": name, **body}
        assert propose(root, found, found.text, claims_alone).content == whole.encode()
        assert (
            propose(root, found, found.text.replace('"40"', '"50"'), claims_alone).content.decode()
            == whole[: found.start] + found.text.replace('"40"', '"50"') + whole[found.end :]
        )


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        pytest.param(
            lambda text: text.replace("property: size", "property: sizes"),
            "unknown-property",
            "size",
            id="a name that the vocabulary lacks",
        ),
        pytest.param(
            lambda text: text.replace('"40"', "forty or fifty things"),
            "bad-value",
            "",
            id="a value that nobody can read",
        ),
        pytest.param(
            lambda text: text.replace("id: a", "id: b"),
            "duplicate-claim",
            "the claim b stands twice, on lines 5 and 15; rename one",
            id="the identifier of another claim",
        ),
        pytest.param(lambda text: text.replace('"40"', '"40'), "yaml-syntax", "", id="a quotation mark left open"),
        pytest.param(lambda text: text.replace('"40"', "*x"), "yaml-alias", "", id="an alias"),
        pytest.param(lambda text: text.replace('"40"', "4\u20280"), "control-character", "U+2028", id="a hidden line"),
        pytest.param(lambda text: text.replace('"40"', "4\ud8000"), "not-utf8", "", id="half a character"),
        pytest.param(
            lambda _: " ",
            "no-claim",
            "nothing is left of the claim one#a; to withdraw it write rank: deprecated; to remove it edit the file",
            id="nothing",
        ),
        pytest.param(
            lambda _: "# gone\n",
            "no-claim",
            "nothing is left of the claim one#a; to withdraw it write rank: deprecated; to remove it edit the file",
            id="a comment only",
        ),
    ],
)
def test_a_change_that_brings_a_fault_tells_it_and_is_not_written(
    root: Path, change: Callable[[str], str], code: str, message: str
) -> None:
    before = (root / "one.yaml").read_bytes()
    found = proposed(root, "a", change)
    assert found.diff.encode("utf-8"), "it can be shown"
    assert [fault.code for fault in found.faults] == [code]
    assert message in found.faults[0].message
    with pytest.raises(Invalid):
        write(root, found)
    assert (root / "one.yaml").read_bytes() == before


def test_only_new_faults_are_told(tmp_path: Path) -> None:
    """Faults that stood there stay where they are, even where lines and places in lists moved."""
    wrong = "  - {id: d, quote: x, subject: thing, property: size, value: 1, colour: red}\n"
    twice = "  - {id: c, quote: x, subject: thing, property: size, value: 1}\n"
    root = corpus(tmp_path, HEAD + BLOCK + wrong + twice)
    before = load(root).faults
    assert sorted(fault.code for fault in before) == ["duplicate-claim", "unknown-field"]
    more = "\n  - {id: e, quote: words of e, subject: thing, property: size, value: 9}"
    found = proposed(root, "a", lambda text: text.replace("    # inside", "    # inside\n    # more") + more)
    assert (found.faults, found.notes) == ((), ("the change adds the claim one#e",))
    found = proposed(root, "a", lambda text: text.replace("subject: thing", "subject: thin"))
    assert [fault.code for fault in found.faults] == ["unknown-entity"]


def test_a_fault_of_the_claim_itself_is_told_until_it_is_mended(tmp_path: Path) -> None:
    long = " ".join(f"w{number}" for number in range(16))
    root = corpus(tmp_path, (HEAD + BLOCK).replace("words of a", long))
    assert [fault.code for fault in load(root).faults] == ["long-quote"]
    assert proposed(root, "a", lambda text: text.replace('"40"', '"45"')).faults == (), "that was there before"
    assert [f.code for f in proposed(root, "a", lambda text: text.replace("w0", "v w0")).faults] == ["long-quote"]
    assert proposed(root, "a", lambda text: text.replace("w0 ", "")).faults == ()


def test_a_new_identifier_is_allowed_and_told(root: Path) -> None:
    found = proposed(root, "b", lambda text: text.replace("id: b", "id: new"))
    assert found.faults == ()
    assert found.notes == ("the claim one#b becomes one#new: rulings that saw it go stale",)
    write(root, found)
    assert {one.id for one in load(root).claims} == {"a", "new", "c"}


def test_a_reference_to_a_renamed_claim_is_a_new_fault(tmp_path: Path) -> None:
    root = corpus(
        tmp_path, HEAD + BLOCK + "  - {id: d, quote: x, subject: thing, property: size, value: 1, draws_on: 'one#b'}"
    )
    found = proposed(root, "b", lambda text: text.replace("id: b", "id: new"))
    assert [fault.field for fault in found.faults] == ["claims[3].draws_on"]


@pytest.mark.parametrize(
    "text",
    [
        "{id: a, quote: x, subject: thing, property: size, value: 1} #",
        "{id: a, quote: x, subject: thing, property: size, value: 1}], other: [{}",
        '{id: a, quote: x, subject: thing, property: size, value: 1, note: "',
    ],
    ids=["a comment that swallows the rest", "another list", "a quotation mark left open"],
)
def test_a_change_that_reaches_beyond_its_claim_is_refused(tmp_path: Path, text: str) -> None:
    body = "quote: x, subject: thing, property: size, value: 1"
    root = corpus(tmp_path, HEAD + f"claims: [{{id: a, {body}}}, {{id: b, {body}}}, {{id: c, {body}}}\n]\n")
    found = proposed(root, "a", lambda _: text)
    assert found.faults
    with pytest.raises(Invalid):
        write(root, found)


def test_a_change_that_loses_another_claim_says_which(tmp_path: Path) -> None:
    body = "quote: x, subject: thing, property: size, value: 1"
    root = corpus(tmp_path, HEAD + f"claims: [{{id: a, {body}}}, {{id: b, {body}}}\n]\n")
    found = proposed(root, "a", lambda text: f"{text} #")
    assert [(fault.code, fault.message) for fault in found.faults] == [
        ("other-claim", "the change loses another claim, one#b; leave that as it is")
    ]


def test_a_correction_is_written_once_and_not_over_another_change(root: Path) -> None:
    found = proposed(root, "a", lambda text: text.replace('"40"', '"45"'))
    path = root / "one.yaml"
    path.chmod(0o640)
    assert write(root, found) == store.seen(path)
    assert path.read_bytes() == found.content
    assert stat.S_IMODE(path.stat().st_mode) == 0o640, "its rights stay"
    assert sorted(one.name for one in root.iterdir()) == ["one.yaml", "vocabulary.yaml"]
    with pytest.raises(store.Changed):
        write(root, found)
    path.write_bytes(found.content + b"# by somebody else\n")
    with pytest.raises(store.Changed):
        write(root, found)
    assert path.read_bytes().endswith(b"# by somebody else\n")


def test_a_link_within_the_corpus_stays_a_link(root: Path) -> None:
    (root / "texts").mkdir()
    (root / "one.yaml").rename(root / "texts" / "one.txt")
    (root / "one.yaml").symlink_to("texts/one.txt")
    found = proposed(root, "a", lambda text: text.replace('"40"', '"45"'))
    write(root, found)
    assert (root / "one.yaml").is_symlink()
    assert (root / "texts" / "one.txt").read_bytes() == found.content


def test_nothing_outside_the_corpus_is_written(root: Path, tmp_path: Path) -> None:
    (root / "sub").mkdir()
    (root / "one.yaml").rename(root / "sub" / "one.yaml")
    about = claim(root, "a")
    found = proposed(root, "a", lambda text: text.replace('"40"', '"45"'))
    (root / "sub").rename(tmp_path / "sub")
    (root / "sub").symlink_to(tmp_path / "sub")
    with pytest.raises(NoLines, match="is gone, or no file of the corpus any more"):
        original(about, root)
    with pytest.raises(store.Outside):
        write(root, found)
    assert (tmp_path / "sub" / "one.yaml").read_bytes() == found.original.raw


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "claims/one.yaml is gone, or no file of the corpus any more; check the corpus again"),
        ("document: [", "claims/one.yaml cannot be corrected here"),
        (HEAD + "claims: []", "claims/one.yaml no longer holds the claim a; check the corpus again"),
        (HEAD + "claims: 3", "it holds no list of claims"),
        ("\x00", "found the character U+0000"),
    ],
    ids=["the file", "its form", "the claim", "its list", "its text"],
)
def test_a_claim_that_is_gone_meanwhile_is_told(root: Path, text: str | None, message: str) -> None:
    about = claim(root, "a")
    if text is None:
        (root / "one.yaml").unlink()
    else:
        (root / "one.yaml").write_text(text, "utf-8")
    with pytest.raises(NoLines) as told:
        original(about, root)
    assert message in str(told.value)


ROW = '{"document": "one", "id": "row", "quote": "x", "subject": "thing", "property": "size", "value": "44"}\n'


def test_a_row_of_a_table_is_corrected_in_its_table(root: Path) -> None:
    (root / "rows.jsonl").write_text(ROW, "utf-8")
    with pytest.raises(NoLines, match=r"claims/rows\.jsonl:1 is a row of a table; correct it there"):
        original(claim(root, "row"), root)


def test_a_change_is_judged_with_the_tables_of_the_corpus(root: Path) -> None:
    """A claim that a row draws on gets another name: the row's reference is a new fault."""
    row = ROW.replace('"44"', '"44", "draws_on": ["one#b"]')
    (root / "rows.jsonl").write_text(row, "utf-8")
    assert load(root).faults == ()
    found = proposed(root, "b", lambda text: text.replace("id: b", "id: new"))
    assert [fault.mark.file for fault in found.faults] == ["claims/rows.jsonl"]


def test_the_reader_that_is_given_judges_both_sides_of_one_copy(root: Path) -> None:

    seen: list[Path] = []

    def read(folder: Path):
        seen.append(folder)
        return examine(Request(folder, NOW))

    found = original(claim(root, "a"), root)
    propose(root, found, found.text.replace('"40"', '"45"'), read)
    assert len(seen) == 2
    assert seen[0] == seen[1] != root
    assert not seen[0].exists(), "nothing of the copy is left"
    assert (root / "one.yaml").read_bytes() == found.raw


# --- laws: whatever the layout

WORD = st.sampled_from(["size", "- dash", "# no comment", "a: b", "é😀", "'", '"', "[", "x, y}", "", "{", "|"])
GAP = st.sampled_from(["", "\n", "# comment\n", "      # deep - comment\n", "   \n", "# {id: z}\n\n"])
TAIL = st.sampled_from(["", " ", "  # beside - it"])


@st.composite
def blocks(draw: st.DrawFn, name: str, deep: int, flow: bool) -> str:
    """One claim in some layout, its lines ending with LF."""
    quoted = json.dumps(draw(WORD) or "x", ensure_ascii=False)
    fields = [("id", name), ("quote", quoted), ("subject", "thing"), ("property", "size"), ("value", '"40"')]
    if flow or draw(st.booleans()):
        inner = draw(st.sampled_from([", ", ",\n" + " " * (deep + 4)]))
        body = "{" + inner.join(f"{key}: {value}" for key, value in fields) + "}"
        return body if flow else f"{' ' * deep}- {body}{draw(TAIL)}\n"
    if draw(st.booleans()):
        fields.append(("note", "|" + draw(st.sampled_from(["", "-", "+"])) + f"\n{' ' * (deep + 6)}text # no comment"))
    pad = " " * (deep + 2)
    first = draw(st.sampled_from(["- ", f"-\n{pad}", f"- # - x\n{pad}", f"-   # c\n\n{pad}"]))
    lines = [f"{' ' * deep}{first}{fields[0][0]}: {fields[0][1]}{draw(TAIL)}\n"]
    for key, value in fields[1:]:
        lines += [draw(GAP), f"{pad}{key}: {value}{'' if key == 'note' else draw(TAIL)}\n"]
    return "".join(lines)


@st.composite
def files(draw: st.DrawFn) -> str:
    deep, flow = draw(st.sampled_from([0, 2, 5])), draw(st.booleans())
    if flow:
        claims = [draw(blocks(name, deep, True)) for name in "abc"]
        joint = draw(st.sampled_from([", ", ",\n ", " ,  # - c\n  "]))
        body = f"claims: [{joint.join(claims)}]{draw(TAIL)}\n"
    else:
        claims = [draw(GAP) + draw(blocks(name, deep, False)) for name in "abc"]
        body = "claims:" + draw(TAIL) + "\n" + "".join(claims)
    parts = [HEAD, draw(GAP) + body + draw(GAP)]
    whole = "".join(reversed(parts) if draw(st.booleans()) else parts)
    whole = whole.rstrip("\n") if draw(st.booleans()) else whole
    return draw(st.sampled_from(["", "\ufeff"])) + whole.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


def originals(root: Path) -> list[Original]:
    read = load(root)
    assert read.faults == ()
    assert len(read.claims) == 3
    return [original(one, root) for one in read.claims]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(text=files())
def test_an_unchanged_text_gives_the_same_bytes(scratch: Path, text: str) -> None:
    root = corpus(scratch, text)
    for found in originals(root):
        same = propose(root, found, found.text, claims_alone)
        assert (same.content, same.diff, same.faults, same.notes) == (text.encode(), "", (), ())


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(text=files(), which=st.integers(0, 2))
def test_a_changed_value_changes_the_claim_and_nothing_outside_it(scratch: Path, text: str, which: int) -> None:
    root = corpus(scratch, text)
    found = originals(root)[which]
    change = propose(root, found, found.text.replace('value: "40"', 'value: "47"'), claims_alone)
    assert (change.faults, change.notes) == ((), ())
    at = text.index('value: "40"', text.index("abc"[which], text.index(f"id: {'abc'[which]}")))
    assert change.content.decode() == text[:at] + 'value: "47"' + text[at + len('value: "47"') :]
    write(root, change)
    assert [one.value for one in load(root).claims] == ["47" if place == which else "40" for place in range(3)]


@pytest.mark.parametrize(
    ("new", "faults", "notes"),
    [
        pytest.param(("value: 40", "value: 55"), ["the quote says 40, the value 55"], [], id="another value"),
        pytest.param(("a size of 40", "a size"), [], ["the quote has no figure"], id="a quote without a figure"),
        pytest.param(("value: 40", "value: forty"), [], [], id="the same in words"),
        pytest.param(("a size of 40", "a size of 55"), ["the quote says 55, the value 40"], [], id="another quote"),
        pytest.param(("40\n", "55\n"), [], [], id="both"),
        pytest.param(("a size of 40", "2 times 20"), ["the quote says 2 and 20, the value 40"], [], id="a product"),
        pytest.param(
            ("quote: a size of 40", "because: twice 20\n    quote: 2 times 20"), [], [], id="a product because"
        ),
    ],
)
def test_a_correction_is_held_against_the_quote(
    new: tuple[str, str], faults: list[str], notes: list[str], tmp_path: Path
) -> None:
    own = "  - id: a\n    quote: a size of 40\n    subject: thing\n    property: size\n    value: 40\n"
    root = corpus(tmp_path, f"{HEAD}claims:\n{own}")
    proposed = propose(root, original(claim(root, "a"), root), own.replace(*new), lambda f: examine(Request(f, NOW)))
    assert [fault.message.partition(";")[0] for fault in proposed.faults] == faults
    assert [note[: len(told)] for note, told in zip(proposed.notes, notes, strict=True)] == notes
