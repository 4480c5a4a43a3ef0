"""Each format gives the words that a reader sees, in blocks; what is no text is a fault that says what to do."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.claim import Claim, Document
from checker.model.corpus import Corpus
from checker.model.fault import Mark
from checker.texts.files import text_of
from checker.texts.formats import FORMATS, markdown, pdf
from checker.texts.quotes import check_quotes
from checker.texts.text import Text, Unfinished, Unreadable
from tests.texts import pdfs

MARK = Mark("claims/d.yaml")


def blocks(text: Text) -> list[str]:
    return [f"{one.kind}{one.level or ''}: {text.words[one.start : one.end]}" for one in text.blocks]


PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>The &amp; title</title><style>p{}</style></head><body>
<header>Office</header><nav><ul><li>Home<li>News</ul></nav><article><header><h1>A <em>heading</em></h1></header>
<p>One&nbsp;line,<br>two.<p>Three<script>var x = "<p>no";</script> four<!-- no --></p><div hidden>no</div>
<ul><li>an item<p>more of it</ul><table><tr><th>men<td>40,000<sup>1</sup></table><pre>a  b
c</pre></article><aside>See also</aside><footer>Last updated</footer></body></html>"""

MARKED = """# A *title* #

Some **bold** [link](http://x.y/z_1 "t"), `code` and 5 * 3, snake_case.
More.

- one
- [x] two
  goes on

| a | b |
|---|---|
| 1 | 2 |

> quoted \\*

```py
x = *y*
```
Under
=====
"""

WORDS = [
    (
        "what is struck through in HTML",
        "a.html",
        "<p>It has <s>40</s><del>41</del> <strike>42</strike><b style='text-decoration: line-through'>43</b> 44 men.",
        ["paragraph: It has 44 men."],
    ),
    (
        "what is struck through in Markdown",
        "a.md",
        "It has ~~40 *or* 41~~ 44 men, ~5 ~~ 6 ~ 7.",
        ["paragraph: It has  44 men, ~5 ~~ 6 ~ 7."],
    ),
    ("plain text", "a.txt", "One\nline.\n\n \nTwo.", ["paragraph: One\nline.", "paragraph: Two."]),
    ("a name without an ending", "a", "Words", ["paragraph: Words"]),
    (
        "Markdown",
        "a.md",
        MARKED,
        [
            "heading1: A title",
            "paragraph: Some bold link, code and 5 * 3, snake_case.\nMore.",
            "item: one",
            "item: two\n  goes on",
            "cell: a\tb",
            "cell: 1\t2",
            "paragraph: quoted *",
            "code: x = *y*",
            "heading1: Under",
        ],
    ),
    (
        "HTML",
        "a.html",
        PAGE,
        [
            "furniture: Office",
            "furniture: Home",
            "furniture: News",
            "heading1: A heading",
            "paragraph: One\u00a0line,\ntwo.",
            "paragraph: Three four",
            "item: an item",
            "item: more of it",
            "cell: men",
            "cell: 40,000¹",
            "code: a  b\nc",
            "furniture: See also",
            "furniture: Last updated",
        ],
    ),
    (
        "HTML with a main part, by its content",
        "page",
        "<html><div>Banner</div><main><header>Of it</header><p>Words</main><div>Foot</div>",
        ["furniture: Banner", "paragraph: Of it", "paragraph: Words", "furniture: Foot"],
    ),
    (
        "HTML that closes nothing",
        "a.htm",
        "<p>a<b>b<i>c</p>d</div></b><td>e",
        ["paragraph: abc", "paragraph: d", "cell: e"],
    ),
]


@pytest.mark.parametrize("name, content, told", [case[1:] for case in WORDS], ids=[case[0] for case in WORDS])
def test_words_and_blocks_are_those_that_a_reader_sees(name: str, content: str, told: list[str]) -> None:
    text = text_of(content.encode(), name)
    assert blocks(text) == told
    covered = "".join(text.words[one.start : one.end] for one in text.blocks)
    assert "".join(covered.split()) == "".join(text.words.split())


def test_the_title_that_a_page_names_is_none_of_its_words() -> None:
    text = text_of(PAGE.encode(), "a.html")
    assert text.title == "The & title"
    assert "title" not in text.words


def test_a_pdf_has_pages() -> None:
    text = text_of(pdfs.pdf(pdfs.document(pages=2)), "a.pdf")
    assert [one.page for one in text.blocks] == [1, 2]
    assert text.place(text.blocks[1].start) == "page 2"
    assert text.words.startswith("Over 40,000 are in Japan; the occu-\npation ended in 1952.")


ENCODED = [
    ("a byte order mark", "a.txt", "\ufeffcafé".encode(), "café"),
    (
        "HTML that names Windows-1252",
        "a.html",
        '<meta charset="windows-1252">café – 5 €'.encode("cp1252"),
        "café – 5 €",
    ),
    (
        "HTML that names ISO 8859-1",
        "a.html",
        "<meta content='text/html; charset=ISO-8859-1'>é “q”".encode("cp1252"),
        "é “q”",
    ),
    ("HTML that names Shift JIS", "a.html", '<meta charset="Shift_JIS">日本'.encode("cp932"), "日本"),
    ("HTML that names nothing", "a.html", "<p>日本".encode(), "日本"),
]


@pytest.mark.parametrize("name, raw, words", [case[1:] for case in ENCODED], ids=[case[0] for case in ENCODED])
def test_encodings(name: str, raw: bytes, words: str) -> None:
    assert text_of(raw, name).words == words


REFUSED = [
    (
        "plain text in Windows-1252",
        "a.txt",
        b"one\r\ncaf\xe9",
        "not-utf8",
        "is not UTF-8 (line 2, column 4); convert it",
    ),
    ("the command", "a.txt", b"caf\xe9", "not-utf8", "iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"),
    ("UTF-16", "a.txt", "words".encode("utf-16"), "not-utf8", "iconv -f UTF-16 -t UTF-8"),
    ("HTML in another encoding than it names", "a.html", b'<meta charset="utf-8">\xe9', "not-utf8", "is not UTF-8"),
    ("HTML that names what nobody knows", "a.html", b'<meta charset="unicode_escape">x', "not-utf8", "unicode_escape"),
    ("HTML with a byte of no sense", "a.html", b'<meta charset="cp1252">\x81', "not-utf8", "the byte 24 is none of it"),
    ("a long text", "a.txt", b"a" * (10 * 2**20 + 1), "file-too-large", "is larger than 10 MB; split it"),
    ("a long page", "a.html", b"a" * (2 * 2**20 + 1), "file-too-large", "is larger than 2 MB"),
    ("many paragraphs", "a.txt", b"a\n\n" * 200_001, "file-too-large", "more than 200,000 paragraphs"),
    ("no PDF", "a.pdf", b"words", "text-unreadable", "is no PDF that can be read"),
    ("pictures only", "a.pdf", pdfs.pdf(pdfs.document(b"")), "text-unreadable", "has no text layer"),
    ("a bomb", "a.pdf", pdfs.bomb(), "text-unreadable", "asks for more than a document needs"),
    ("millions of operators", "a.pdf", pdfs.operators(), "text-unreadable", "asks for more than a document needs"),
    ("pages in a circle", "a.pdf", pdfs.looping(), "text-unreadable", "cyclic"),
    ("2^40 pages", "a.pdf", pdfs.doubling(), "text-unreadable", "asks for more than a document needs"),
]


@pytest.mark.parametrize("name, raw, code, message", [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_text_is_a_fault_that_says_what_to_do(name: str, raw: bytes, code: str, message: str) -> None:
    with pytest.raises(Unreadable) as refused:
        text_of(raw, name)
    assert refused.value.code == code
    assert message in refused.value.message


def quoted(folder: Path, name: str, raw: bytes) -> Corpus:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(raw)
    document = Document("d", "D", "P", "2020", MARK, sha256=hashlib.sha256(raw).hexdigest(), path=name)
    return Corpus((document,), (Claim("c", document, "ended in 1952", MARK),))


@pytest.mark.parametrize("name", ["a.html", "a.pdf"])
def test_without_the_extra_a_text_is_not_read_and_nothing_else_changes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(f"print({json.dumps(json.dumps({'missing': True}))})", "utf-8")
    monkeypatch.setattr(pdf, "WORKER", worker)
    monkeypatch.setitem(sys.modules, "justhtml", None)
    found = check_quotes(
        quoted(tmp_path / "texts", name, b"%PDF- nothing was installed to read this"), tmp_path / "texts"
    )
    assert (found.faults, found.unchecked) == ((), ("d#c",))
    assert [one.why.endswith("pip install 'checker[documents]'") for one in found.unread] == [True]


def test_a_process_that_is_ended_leaves_its_text_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", "utf-8")
    monkeypatch.setattr(pdf, "WORKER", worker)
    with pytest.raises(Unfinished, match="more memory or time"):
        text_of(b"%PDF- another one", "a.pdf")


SIZE = 80_000
HOSTILE = {
    "elements in elements": "<div>" * (SIZE // 5),
    "elements and their ends": "<div>" * (SIZE // 11) + "</div>" * (SIZE // 11),
    "signs": "<" * SIZE,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(SIZE // 7)) + ">",
    "marks that reach over everything": "".join(f"<b a{n}>" for n in range(SIZE // 16)) + "<p>x" * (SIZE // 8),
    "quotes that are not closed": "<a b='" * (SIZE // 6),
    "comments that are not closed": "<!--" * (SIZE // 4),
    "references": "&" * SIZE,
    "a number": "&#" + "9" * SIZE,
    "tables": "<table><tr><td>" * (SIZE // 15),
    "foreign elements": "<svg><desc>" * (SIZE // 11),
    "scripts": "<script><!--<script>" * (SIZE // 20),
    "encodings": "<meta " * (SIZE // 6),
}


def test_hostile_pages_and_long_texts_end_in_bounded_time_and_memory(tmp_path: Path) -> None:
    """All at once in one process: ten seconds of computing, 512 MB."""
    for number, content in enumerate(HOSTILE.values()):
        (tmp_path / f"{number}.html").write_text(content, "utf-8")
    (tmp_path / "forms.pdf").write_bytes(pdfs.forms())
    with (tmp_path / "long.txt").open("wb") as file:
        file.truncate(200 * 2**20)
    (tmp_path / "parted.txt").write_text("a-\n" * 300_000, "utf-8")
    script = tmp_path / "read.py"
    script.write_text(
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from checker.model.claim import Claim, Document\n"
        "from checker.model.fault import Fault, Mark\n"
        "from checker.texts.anchors import anchor, spaced\n"
        "from checker.texts.files import read_text\n"
        "for path in sorted(Path(sys.argv[1]).glob('*.*')):\n"
        "    document = Document('d', 'D', 'P', '2020', Mark('d.yaml'), path=path.name)\n"
        "    found = read_text(document, path.parent)\n"
        "    if isinstance(found, Fault):\n"
        "        print(path.name, found.message)\n"
        "    else:\n"
        "        anchor(spaced(found.text), Claim('c', document, 'over 40,000 are in Ja- pan', Mark('d.yaml')))\n"
        "sets = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]\n"
        # its own `ru_maxrss` would be that of the process that started it, where that is larger
        "status = Path('/proc/self/status')\n"
        "own = sets[0].ru_maxrss\n"
        "if status.exists():\n"
        "    own = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith('VmHWM'))\n"
        "print('used', sum(one.ru_utime + one.ru_stime for one in sets), max(own, sets[1].ru_maxrss) // 1024)\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, str(script), str(tmp_path)], capture_output=True, text=True, check=True)
    *faults, used = done.stdout.splitlines()
    message = "the file is larger than 10 MB, expected at most 10 MB; split it, one document to a file"
    assert faults == [f"long.txt the text long.txt: {message}"]
    _, seconds, megabytes = used.split()
    assert float(seconds) < 10
    assert int(megabytes) < 512


PIECES = st.lists(
    st.sampled_from(
        ["# a", "b *c*", "- d", "> e", "| f | g |", "```", "", " ", "<p>h", "40,000", "i-", "\u00a0", "==="]
    ),
    max_size=12,
)


@pytest.mark.parametrize("form", [one for one in FORMATS if one is not pdf], ids=lambda one: one.__name__)
@given(lines=PIECES, data=st.data())
def test_words_and_offsets_are_the_same_whatever_the_line_ends(form, lines: list[str], data: st.DataObject) -> None:
    ends = [data.draw(st.sampled_from(["\n", "\r\n", "\r"])) for _ in lines]
    # a CR alone and the LF of an empty line after it would be one line end
    ends = ["\n" if end == "\r" and lines[at : at + 1] == [""] else end for at, end in enumerate(ends, start=1)]
    mixed = "".join(line + end for line, end in zip(lines, ends, strict=True))
    assert form.read(mixed.encode()) == form.read("".join(f"{line}\n" for line in lines).encode())


@given(st.text(st.sampled_from('ab *_`[]()!\\#>-|\n1.<"~='), max_size=60))
def test_markdown_keeps_lines_letters_and_digits(source: str) -> None:
    text = markdown.read(source.encode())
    kept = ["".join(one for one in words if one.isalnum()) for words in (source, text.words)]
    assert text.words.count("\n") == source.count("\n")
    assert len(kept[1]) <= len(kept[0])
    for block, after in zip(text.blocks, text.blocks[1:], strict=False):
        assert block.start < block.end <= after.start
