"""The language server over the real protocol: a process of its own, and messages on its standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.editor.conftest import FILES, NEWS, REVIEW, VOCABULARY, Client, Start, applied, place


def codes(marks: list[Any]) -> set[str]:
    return {mark["code"] for mark in marks}


def test_a_fault_is_marked_mended_by_its_quick_fix_and_gone(client: Client) -> None:
    assert codes(client.marks["review.yaml"]) == codes(client.marks["news.yaml"]) == {"value-conflict"}
    (found,) = client.marks["news.yaml"]  # files that nobody opened are marked
    assert found["message"].startswith("The Northfield mill · output: one document says 40 MW, one 55 MW")
    assert found["severity"] == 1
    assert found["codeDescription"]["href"].endswith("README.md#value-conflict")
    (other,) = found["relatedInformation"]
    assert other["location"]["uri"] == client.uri("review.yaml")
    assert other["message"] == "40 MW: Annual Review, 2019-01-01"

    client.open("news.yaml")
    wrong = NEWS.replace("subject: mill", "subject: mil", 1)
    client.change("news.yaml", wrong)
    marks = client.wait_marks("news.yaml", lambda marks: "unknown-entity" in codes(marks))
    (mark,) = marks
    assert mark["message"] == "there is no entity mil; did you mean mill?"
    asked = {
        "textDocument": {"uri": client.uri("news.yaml")},
        "range": mark["range"],
        "context": {"diagnostics": marks},
    }
    (action,) = client.ask("textDocument/codeAction", asked)
    assert (action["title"], action["diagnostics"]) == ("Write mill", [mark])
    mended = applied(wrong, action["edit"]["changes"][client.uri("news.yaml")])
    assert mended == NEWS
    client.change("news.yaml", mended)
    client.wait_marks("news.yaml", lambda marks: codes(marks) == {"value-conflict"})

    # what the other document says decides too, and only the editor knows it yet
    client.open("review.yaml")
    client.change("review.yaml", REVIEW.replace("40 MW", "55 MW"))
    client.wait_marks("news.yaml", lambda marks: marks == [])
    client.wait_marks("review.yaml", lambda marks: marks == [])
    client.tell("textDocument/didClose", {"textDocument": {"uri": client.uri("review.yaml")}})
    client.wait_marks("news.yaml", bool)
    assert (client.folder / "claims" / "review.yaml").read_text("utf-8") == REVIEW


@pytest.mark.parametrize(("encoding", "units"), [("", "utf-16-le"), ("utf-8", "utf-8")])
def test_places_are_exact_in_each_encoding(start: Start, encoding: str, units: str) -> None:
    text = NEWS.replace('"it made 55 MW 😀 there"', '"😀é it made 55 MW", rang: x').replace("    quote:", "    {quote:")
    text = NEWS.replace("scope: {place: town}", 'scope: {"place": "town😀", plac: town}')
    client = start({**FILES, "news.yaml": text}, encodings=(encoding,) if encoding else ())
    assert client.able["positionEncoding"] == (encoding or "utf-16")
    marks = client.wait_marks("news.yaml", lambda marks: "unknown-scope" in codes(marks))
    by_code = {mark["code"]: mark["range"] for mark in marks}
    for code, words in (("unknown-entity", '"town😀"'), ("unknown-scope", "town}")):
        line, column = place(text, words, 0, units)
        assert by_code[code]["start"] == {"line": line, "character": column}, code
    line, column = place(text, '"town😀"', 7, units)
    assert by_code["unknown-entity"]["end"] == {"line": line, "character": column}
    client.open("news.yaml")
    found = client.ask("textDocument/hover", client.about("news.yaml", *place(text, ", plac: town", 9, units)))
    assert "Northfield" in found["contents"]["value"]
    start_at = place(text, "plac: town}", 6, units)
    assert found["range"]["start"] == {"line": start_at[0], "character": start_at[1]}


def test_names_are_completed_shown_found_and_renamed(client: Client) -> None:
    client.open("news.yaml")

    value = client.ask("textDocument/hover", client.about("news.yaml", *place(NEWS, "value: 55", 8)))
    assert value["contents"]["value"].split("  \n") == [
        "**hedge** none",
        "**unit** MW",
        "**bare words** 55 MW",
        "**what a reader expects** 54.5 to less than 55.5 MW",
        "**at the widest** 54.5 to less than 56 MW",
        "**how wide** ±0.5 MW expected, -0.5 MW to +1 MW at the widest: rounded or cut off",
        "",
        "**The Northfield mill · output** elsewhere:",
        "",
        "- 40 MW: Annual Review, 2019-01-01",
    ]
    name = client.ask("textDocument/hover", client.about("news.yaml", *place(NEWS, "property: output", 12)))
    assert name["contents"]["value"].split("  \n") == [
        "**output** property `output`",
        "datatype: quantity, constant",
        "unit: MW",
    ]

    (there,) = client.ask("textDocument/definition", client.about("news.yaml", *place(NEWS, "after mill.start", 7)))
    assert there["uri"] == client.uri("vocabulary.yaml")
    line, column = place(VOCABULARY, "mill: {label")
    assert there["range"] == {
        "start": {"line": line, "character": column},
        "end": {"line": line, "character": column + 4},
    }
    context = {"context": {"includeDeclaration": True}}
    uses = client.ask(
        "textDocument/references", client.about("news.yaml", *place(NEWS, "subject: mill", 10), **context)
    )
    assert len(uses) == 8

    at = client.about("news.yaml", *place(NEWS, "subject: mill", 10))
    assert client.ask("textDocument/prepareRename", at)["placeholder"] == "mill"
    changes = client.ask("textDocument/rename", {**at, "newName": "old-mill"})["changes"]
    after = {name: applied(text, changes.get(client.uri(name), [])) for name, text in FILES.items()}
    assert after["vocabulary.yaml"].count("old-mill") == 3
    assert 'relation: "old-mill.closed after old-mill.start"' in after["news.yaml"]
    assert "{label: The Northfield mill, " in after["vocabulary.yaml"], "a label is no name"
    for new, why in (
        ("town", "the name town is taken"),
        ("a b", "no identifier"),
    ):
        refused = client.request("textDocument/rename", {**at, "newName": new})["error"]
        assert (refused["code"], why in refused["message"]) == (-32803, True), refused

    broken = NEWS + "  - id: new\n    subject: to"
    client.change("news.yaml", broken)
    line, column = place(broken, "subject: to", 11)
    choices = client.ask("textDocument/completion", client.about("news.yaml", line, column))
    first = choices["items"][0]
    assert (first["label"], first["detail"], choices["isIncomplete"]) == ("town", "Northfield", False)
    assert first["textEdit"]["range"]["start"] == {"line": line, "character": column - 2}
    outline = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": client.uri("review.yaml")}})
    assert [(one["name"], one["detail"]) for one in outline] == [
        ("review", "Annual Review"),
        ("size", "mill · output: 40 MW"),
    ]


def test_a_broken_vocabulary_keeps_its_last_names(client: Client) -> None:
    client.open("vocabulary.yaml")
    client.change("vocabulary.yaml", VOCABULARY.replace("entities:", 'entities: {"'))
    client.wait_marks("vocabulary.yaml", lambda marks: codes(marks) == {"yaml-syntax"})
    text = NEWS + "  - id: new\n    property: ou"
    client.open("news.yaml", text)
    choices = client.ask("textDocument/completion", client.about("news.yaml", *place(text, "property: ou", 12)))
    assert [item["label"] for item in choices["items"]] == ["output"]
    refused = client.request(
        "textDocument/rename", {**client.about("news.yaml", *place(NEWS, "subject: mill", 10)), "newName": "x"}
    )
    assert (
        "claims/news.yaml is not YAML just now" in refused["error"]["message"]
        or "vocabulary" in refused["error"]["message"]
    )


def test_the_last_of_many_edits_counts(client: Client) -> None:
    client.open("news.yaml")
    for number in range(100, 300):  # none of them what the other document says
        client.change(
            "news.yaml", NEWS.replace("value: 55 MW", f"value: {number} MW").replace("55 MW 😀", f"{number} MW")
        )
    client.change("news.yaml", NEWS.replace("55 MW", "40 MW"))
    client.wait_marks("review.yaml", lambda marks: marks == [])
    client.wait_marks("news.yaml", lambda marks: marks == [])


def test_a_folder_without_a_vocabulary_is_told_and_gets_one(start: Start) -> None:
    client = start({"review.yaml": REVIEW})
    marks = client.wait_marks("vocabulary.yaml", bool)
    assert codes(marks) == {"no-vocabulary"}
    client.open("vocabulary.yaml", VOCABULARY)  # not saved yet
    client.wait_marks("vocabulary.yaml", lambda marks: "no-vocabulary" not in codes(marks))
    assert not (client.folder / "claims" / "vocabulary.yaml").exists()


def test_files_of_others_are_left_alone(client: Client, tmp_path: Path) -> None:
    other = {"uri": (tmp_path / "other.yaml").as_uri(), "languageId": "yaml", "version": 0, "text": "a: [\n"}
    for uri in (other["uri"], "untitled:one", "file:///%00", "file:", "http://example.net/a.yaml", "claims/a.yaml"):
        client.tell("textDocument/didOpen", {"textDocument": {**other, "uri": uri}})
        at = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}
        assert client.ask("textDocument/hover", at) is None
        assert client.ask("textDocument/completion", at)["items"] == []
    assert set(client.marks) <= set(FILES)


def still_answers(client: Client) -> bool:
    return client.request("textDocument/hover", client.about("news.yaml", 0, 0)).get("result", 0) is None


def test_what_is_no_message_is_refused_and_the_next_one_answered(client: Client) -> None:

    def refused(raw: bytes, length: int | None = None) -> tuple[Any, int]:
        client.send(raw, length)
        answer = client.wait(lambda message: "error" in message)
        return answer["id"], answer["error"]["code"]

    good = json.dumps({"jsonrpc": "2.0", "id": "g", "method": "textDocument/hover", "params": {}}).encode()
    table: list[tuple[str, bytes, int | None, tuple[Any, int]]] = [
        ("no JSON", b"{", None, (None, -32700)),
        ("no UTF-8", b'"\xff"', None, (None, -32700)),
        ("nested too deep", b"[" * 100_000, None, (None, -32700)),
        ("a number of very many digits", b"1" * 10_000, None, (None, -32700)),
        ("a list", b"[]", None, (None, -32600)),
        ("no version", b'{"id": 7, "method": "x"}', None, (7, -32600)),
        ("parameters that do not fit", good, None, ("g", -32602)),
        ("an unknown method", b'{"jsonrpc": "2.0", "id": 8, "method": "x/y", "params": {}}', None, (8, -32601)),
        ("a length of too many digits", b"", 10**20, (None, -32700)),
        ("a body larger than any file", b" " * (64 * 2**20 + 1), None, (None, -32700)),
    ]
    for label, raw, length, expected in table:
        assert refused(raw, length) == expected, label
        assert still_answers(client), label
    # a body longer than it says: the rest is skipped as if it were headers
    assert refused(b'{"jsonrpc": "2.0"} and more\r\n', 5) == (None, -32700)
    assert still_answers(client)
    # negative places, places past the end, and notifications that nobody knows
    far = {"line": 10**6, "character": 10**6}
    for position in (far, {"line": 0, "character": 10**6}):
        asked = {"textDocument": {"uri": client.uri("news.yaml")}, "position": position}
        assert "error" not in client.request("textDocument/completion", asked)
    client.tell("x/unknown", {"a": [1]})
    client.send(b'{"jsonrpc": "2.0", "id": 99, "result": {}}')
    client.send(b'{"jsonrpc": "2.0"}')
    assert still_answers(client)
    # a body shorter than it says takes what follows along, and both are lost; then all is as before
    asked = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "shutdown"}).encode()
    assert refused(asked + b"\r\n", len(asked) - 3) == (None, -32700)
    assert still_answers(client)


@pytest.mark.parametrize(
    "last",
    [
        pytest.param(lambda client: client.tell("exit", None), id="it leaves without shutdown"),
        pytest.param(
            lambda client: client.send(b"{", 100) or client.process.stdin.close(), id="it is gone in mid-message"
        ),
    ],
)
def test_it_ends_with_its_client(start: Start, last: Any) -> None:
    client = start({}, start=False)
    answer = client.request("textDocument/hover", client.about("a.yaml", 0, 0))
    assert answer["error"] == {"code": -32002, "message": "expected initialize first"}
    last(client)
    assert client.process.wait(60) == 1
    assert client.process.stderr is not None
    assert b"Traceback" not in client.process.stderr.read()


def test_a_missing_extra_is_told_with_what_installs_it(root: Path) -> None:
    absent = "import sys; sys.modules['lsprotocol'] = None; from checker.cli.main import main; main(['lsp'])"
    done = subprocess.run([sys.executable, "-c", absent], cwd=root, capture_output=True, text=True, check=False)
    words = "Error: the libraries of the language server are not installed: pip install 'checker[lsp]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (3, "", words)


def test_the_extension_starts_the_server_and_nothing_else(root: Path) -> None:
    folder = root / "editors" / "vscode"
    about = json.loads((folder / "package.json").read_text("utf-8"))
    assert about["contributes"]["configuration"]["properties"]["checker.command"]["default"] == ["checker", "lsp"]
    assert about["contributes"]["configuration"]["properties"]["checker.command"]["scope"] == "machine"
    assert list(about["dependencies"]) == ["vscode-languageclient"]
    assert {path.name for path in folder.iterdir()} == {"package.json", "extension.js"}
