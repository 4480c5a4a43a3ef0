"""`checker draft --endpoint`: whatever a server answers, the drafts pass, and no more was sent than was said."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from checker.cli.main import main
from checker.proposing import request
from tests.conftest import apart
from tests.proposing.conftest import Begun, Handler, Server, begun_in

KEY = "sk-0123456789"
GOOD = {
    "bindings": [{"draft": "d2", "subject": "bridge", "property": "length"}],
    "claims": [
        {"quote": "dozens of boats waited", "subject": "ferry", "property": "workers", "value": "dozens"},
        {"quote": "Ann Lee painted it", "subject": "bridge", "property": "painter", "value": "ann"},
    ],
}


def draft(begun: Begun, server: Server, *more: str) -> Result:
    words = ["draft", begun.text, "--claims", begun.claims, "--publisher", "Office", "--endpoint", server.url]
    given = [str(word) for word in (*words, "--model", "small", *more)]
    return apart(lambda: CliRunner().invoke(main, given))


def drafts(begun: Begun) -> list[dict[str, Any]]:
    return yaml.safe_load(begun.file.read_text("utf-8"))["claims"]


def claim(**fields: str) -> dict[str, str]:
    return {"quote": "Ann Lee painted it", "subject": "bridge", "property": "painter", "value": "ann"} | fields


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Quote and value of each draft that is made without a model."""
    begun = begun_in(tmp_path_factory.mktemp("alone"))
    words = ["draft", begun.text, "--claims", begun.claims, "--publisher", "Office"]
    assert CliRunner().invoke(main, [str(word) for word in words]).exit_code == 0
    return {(one["quote"], one["value"]) for one in drafts(begun)}


def assert_sound(begun: Begun, alone: set[tuple[str, str]], done: Result) -> None:
    """What was written passes, holds all drafts, says who proposed what, and neither it nor the output has the key."""
    report = CliRunner().invoke(
        main,
        ["check", str(begun.claims), "--documents", str(begun.text.parent), "--no-cache", "--format", "json"]
        + ["--as-of", "2026-11-22"],
    )
    assert json.loads(report.stdout)["faults"] == []
    written = drafts(begun)
    assert {(one["quote"], one["value"]) for one in written} >= alone
    assert all(one["draft"] is True for one in written)
    assert not any("proposed_by" not in one for one in written if (one["quote"], one["value"]) not in alone)
    assert KEY not in done.output + begun.file.read_text("utf-8")
    assert "\x1b" not in done.output


def test_what_is_proposed_is_kept_and_says_who_proposed_it(
    begun: Begun, server: Server, alone: set[tuple[str, str]]
) -> None:
    server.behaviour = lambda handler: handler.say(f"Of course:\n```json\n{json.dumps(GOOD)}\n```")
    done = draft(begun, server)
    assert done.exit_code == 0, done.output
    assert "small: 3 proposed, 3 kept\n" in done.output
    by = f"small at 127.0.0.1:{server.server_port}"
    proposed = [one for one in drafts(begun) if one.get("proposed_by") == by]
    assert [(one["id"], one["subject"], one["property"], one["value"]) for one in proposed] == [
        ("length", "bridge", "length", "1,324 m long"),
        ("workers-2", "ferry", "workers", "dozens"),
        ("painter", "bridge", "painter", "ann"),
    ]
    assert_sound(begun, alone, done)


def test_it_is_said_how_much_goes_where_and_no_more_does(begun: Begun, server: Server) -> None:
    done = draft(begun, server)
    (seen,) = server.seen
    size = sum(len(message["content"]) for message in seen.body["messages"])
    assert f"sending {size:,} characters to 127.0.0.1:{server.server_port} in 1 request: " in done.output
    assert set(seen.body) == {"model", "messages"}
    assert (seen.path, seen.body["model"]) == ("/v1/chat/completions", "small")
    assert "Authorization" not in seen.headers
    assert set(seen.data) == {"text", "drafts", "entities", "properties"}
    assert {one["draft"] for one in seen.data["drafts"]} == {one["id"] for one in drafts(begun) if len(one) < 6}


def test_a_long_text_is_sent_in_parts_and_only_so_many(
    begun: Begun, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(request, "PART", 200)
    monkeypatch.setattr(request, "MOST_PARTS", 4)
    begun.text.write_text("3 June 2021\n" + "The ferry was on its way again, as ever. " * 30 + "so " * 200, "utf-8")
    done = draft(begun, server, "--published", "2021")
    assert done.exit_code == 3
    assert "characters of " in done.output
    assert "were not sent; draft parts of it" in done.output
    assert len(server.seen) == 4
    assert all(150 < len(seen.data["text"]) <= 200 for seen in server.seen)


KEPT: list[tuple[str, Any, str]] = [
    ("nothing", {}, "0 proposed, 0 kept"),
    ("an invented quote", {"claims": [claim(quote="Ann Lee hated it")]}, "1 quote not in the text"),
    ("a quote in two places", {"claims": [claim(quote="in the", value="in the", property="name")]},
     "1 quote not in one place of the text"),
    ("a quote that cuts a number", {"claims": [claim(quote="1,32", value="1,32", property="length")]},
     "1 quote not in the text"),
    ("a long quote", {"claims": [claim(quote="word " * 16)]}, "1 quote too long"),
    ("a figure that the quote has not",
     {"claims": [claim(quote="about 300 workers", property="workers", value="500")]}, "1 value not in its quote"),
    ("a narrower figure", {"claims": [claim(quote="about 300 workers", property="workers", value="exactly 300")]},
     "1 value not in its quote"),
    ("an entity that the quote has not", {"claims": [claim(quote="the ferry had")]}, "1 value not in its quote"),
    ("a text that the quote has not", {"claims": [claim(property="name", value="Ann Leeds")]},
     "1 value not in its quote"),
    ("a truth value", {"claims": [claim(property="safe", value="true")]}, "1 value not in its quote"),
    ("an unknown subject", {"claims": [claim(subject="tunnel")]}, "1 name not in the vocabulary"),
    ("an unknown property", {"bindings": [{"draft": "d1", "subject": "bridge", "property": "height"}]},
     "1 name not in the vocabulary"),
    ("a draft that there is not", {"bindings": [{"draft": "d99", "subject": "bridge", "property": "length"}]},
     "1 binding of no draft that lacks names"),
    ("money for a length", {"bindings": [{"draft": "d5", "subject": "bridge", "property": "length"}]},
     "1 value that cannot be read"),
    ("a day for a number", {"bindings": [{"draft": "d1", "subject": "bridge", "property": "workers"}]},
     "1 value that cannot be read"),
    ("boats for a length", {"bindings": [{"draft": "d6", "subject": "bridge", "property": "length"}]},
     "1 value of another sort than its property"),
    ("the same twice", {"claims": [claim(), claim()]}, "2 proposed, 1 kept: 1 claim drafted already"),
    ("a field that is not asked for", {"claims": [claim() | {"allow": "all"}]}, "1 proposal of another form"),
    ("a claim that is confirmed", {"claims": [claim() | {"draft": False}]}, "1 proposal of another form"),
    ("numbers for words", {"claims": [claim() | {"value": 300}]}, "1 proposal of another form"),
    ("no object", {"claims": [None, [], "x", 7]}, "4 proposals of another form"),
    ("hidden characters", {"claims": [claim(quote="Ann\u202e Lee painted it")]}, "1 proposal of another form"),
    ("escapes of a terminal", {"claims": [claim(subject="\x1b[31mbridge")]}, "1 proposal of another form"),
    ("YAML in a value", {"claims": [claim(property="name", value='Ann Lee"\nallow:\n  - rule: value-conflict')]},
     "1 proposal of another form"),
    ("YAML in a quote", {"claims": [claim(quote='Ann Lee painted it", draft: no, x: "')]}, "1 quote not in the text"),
    ("one bad, one good", {"claims": [None, claim()]}, "2 proposed, 1 kept: 1 proposal of another form"),
    ("too many", {"claims": [claim()] * 300}, "100 proposals beyond 200 of one kind"),
]  # fmt: skip


@pytest.mark.parametrize("content, told", [case[1:] for case in KEPT], ids=[case[0] for case in KEPT])
def test_what_is_kept_of_a_proposal(
    content: Any, told: str, begun: Begun, server: Server, alone: set[tuple[str, str]]
) -> None:
    server.behaviour = lambda handler: handler.say(content)
    done = draft(begun, server)
    assert (done.exit_code, told in done.output) == (0, True), done.output
    assert_sound(begun, alone, done)


def raw(body: str | bytes, status: int = 200, **headers: str) -> Callable[[Handler], None]:
    data = body.encode() if isinstance(body, str) else body
    return lambda handler: handler.answer(data, status, **headers)


def endless(start: bytes, part: bytes, pause: float = 0.0) -> Callable[[Handler], None]:
    """An answer that never ends, at full speed or drop by drop."""

    def run(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + start)
        while not handler.server.stop.wait(pause):
            handler.wfile.write(part)

    return run


def hanging(handler: Handler) -> None:
    handler.server.stop.wait()


def refusing(words: str) -> Callable[[Handler], None]:
    return raw(json.dumps({"error": {"message": words}}), 400)


def wrapped(content: Any) -> str:
    return json.dumps({"choices": [{"message": {"content": content}}]})


HOLLOW = "answered what is no chat completion"
FAILING: list[tuple[str, Callable[[Handler], None], str, int]] = [
    ("a page", raw("<!doctype html><title>Hello</title>"), HOLLOW, 1),
    ("nothing", raw(""), HOLLOW, 1),
    ("half of it", raw(wrapped("{}")[:-3]), HOLLOW, 1),
    ("bytes", raw(b"\xff\xfe\x00\x01"), HOLLOW, 1),
    ("no choices", raw('{"choices": []}'), HOLLOW, 1),
    ("no text", raw(wrapped(None)), HOLLOW, 1),
    ("a deep nest", raw("[" * 400_000), HOLLOW, 1),
    ("words for JSON", raw(wrapped("I cannot help with that.")), "1 answer of small at 127.0.0.1", 1),
    ("another form", raw(wrapped('{"claims": "all of them"}')), "1 answer of small at 127.0.0.1", 1),
    ("another field", raw(wrapped('{"claims": [], "commands": []}')), "1 answer of small at 127.0.0.1", 1),
    ("a deep nest inside", raw(wrapped('{"claims":' + "[" * 200_000 + "]" * 200_000 + "}")),
     "1 answer of small at 127.0.0.1", 1),
    ("a million claims", raw(wrapped('{"claims":[' + "{}," * 1_000_000 + "{}]}")), "answered more than 1,000,000", 1),
    ("packed", raw(b"x" * 100, Content_Encoding="gzip"), "in an encoding that was not asked for", 1),
    ("wrong key", raw("", 401), "answered 401: is the key in the variable", 1),
    ("no such address", raw("", 404), "answered 404: is the endpoint the address before", 1),
    ("its own words", refusing("no such model"), 'answered 400 ("no such model")', 1),
    ("its own words with the key", refusing(f"wrong key {KEY}"), 'answered 400 ("wrong key …")', 1),
    ("its own words with escapes", refusing("\x1b[2J\nError: all is well"), r"\u{1b}[2J\u{a}Error: all is well", 1),
    ("its own words without end", refusing("x" * 5_000), "xx…", 1),
    ("broken", raw("", 500), "answered 500", 3),
    ("busy", raw("", 429, Retry_After="99999999"), "answered 429", 3),
    ("elsewhere", raw("", 307, Location="http://127.0.0.2:1/v1"), "answered 307, a redirect, which is not followed", 1),
    ("no HTTP", lambda handler: handler.wfile.write(b"\x00" * 100), "cannot be reached", 1),
    ("hung up", lambda _: None, "cannot be reached", 1),
    ("without end", endless(b"\r\n", b"x" * 65_536), "answered more than 1,000,000 bytes", 1),
    ("drop by drop", endless(b"Content-Length: 900000\r\n\r\n", b" ", 0.05), "took more than 0.5 s", 1),
    ("headers drop by drop", endless(b"", b"X: y\r\n", 0.05), "took more than 0.5 s", 1),
    ("silence", hanging, "took more than 0.5 s", 1),
]  # fmt: skip


@pytest.mark.parametrize("behaviour, told, tries", [case[1:] for case in FAILING], ids=[case[0] for case in FAILING])
def test_an_endpoint_that_fails_costs_no_draft(
    behaviour: Callable[[Handler], None],
    told: str,
    tries: int,
    begun: Begun,
    server: Server,
    alone: set[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHECKER_MODEL_KEY", KEY)
    server.behaviour = behaviour
    slow = ("--timeout", "0.5") if "took" in told else ()
    done = draft(begun, server, *slow)
    assert (done.exit_code, len(server.seen)) == (3, tries), done.output
    last = done.output.rstrip("\n").rpartition("\n")[2]
    assert last.startswith("Error: ")
    assert told in last
    assert len(last) < 400
    assert server.seen[0].headers["Authorization"] == f"Bearer {KEY}"
    assert_sound(begun, alone, done)


def test_a_busy_endpoint_is_asked_again(begun: Begun, server: Server) -> None:
    server.behaviour = lambda handler: handler.answer(b"", 429) if len(server.seen) == 1 else handler.say(GOOD)
    done = draft(begun, server)
    assert (done.exit_code, len(server.seen)) == (0, 2), done.output
    assert "3 proposed, 3 kept" in done.output


def test_where_nobody_listens_drafts_are_written(begun: Begun, server: Server) -> None:
    words = ("--endpoint", "http://127.0.0.1:1/v1", "--model", "small", "--claims", str(begun.claims))
    done = apart(lambda: CliRunner().invoke(main, ["draft", str(begun.text), "--publisher", "Office", *words]))
    assert (done.exit_code, begun.file.exists(), server.seen) == (3, True, [])
    assert "Error: 127.0.0.1:1 cannot be reached (" in done.output


REFUSED = [
    ("an endpoint without a model", ("--endpoint", "http://localhost/v1"), "--endpoint and --model go together"),
    ("a model without an endpoint", ("--model", "small"), "--endpoint and --model go together"),
    ("no address", ("--endpoint", "localhost:80", "--model", "m"), "the address before /chat/completions"),
    ("a file", ("--endpoint", "file:///etc/passwd", "--model", "m"), "the address before /chat/completions"),
    ("a key in the address", ("--endpoint", "http://me:sk@localhost/v1", "--model", "m"), "holds no name, key"),
    ("a port that is none", ("--endpoint", "http://localhost:99999/v1", "--model", "m"), "the address before"),
    ("a model of two lines", ("--endpoint", "http://localhost/v1", "--model", "a\nb"), "the name of a model is one"),
    ("a variable without a key", ("--endpoint", "http://localhost/v1", "--model", "m", "--key-variable", "NO_SUCH"),
     "that one holds no key"),
    ("the key for its variable", ("--endpoint", "http://localhost/v1", "--model", "m", "--key-variable", KEY),
     "that one holds no key"),
    ("a key in the clear", ("--endpoint", "http://example.org/v1", "--model", "m", "--key-variable", "SOME_KEY"),
     "in the clear; use https"),
    ("a key of two lines", ("--endpoint", "http://localhost/v1", "--model", "m", "--key-variable", "TWO_LINES"),
     "the key is not one word"),
    ("no time at all", ("--endpoint", "http://localhost/v1", "--model", "m", "--timeout", "0"), "--timeout"),
]  # fmt: skip


@pytest.mark.parametrize("words, told", [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_asked_is_said_before_anything_is_sent(
    words: tuple[str, ...], told: str, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_KEY", KEY)
    monkeypatch.setenv("TWO_LINES", f"{KEY}\r\nX: y")
    done = CliRunner().invoke(
        main, ["draft", str(begun.text), "--claims", str(begun.claims), "--publisher", "Office", *words]
    )
    assert (done.exit_code, told in done.output, KEY in done.output) == (2, True, False), done.output
    assert not begun.file.exists()


def test_nothing_is_sent_where_a_file_is_in_the_way(begun: Begun, server: Server) -> None:
    begun.file.write_text("mine", "utf-8")
    done = draft(begun, server)
    assert (done.exit_code, server.seen, begun.file.read_text("utf-8")) == (2, [], "mine")


def test_what_is_proposed_says_so_where_claims_are_shown(begun: Begun, server: Server) -> None:
    server.behaviour = lambda handler: handler.say(GOOD)
    draft(begun, server)
    kept = [one | {"draft": False} for one in drafts(begun) if one["id"] == "length"]
    about = yaml.safe_load(begun.file.read_text("utf-8"))["document"]
    begun.file.write_text(json.dumps({"document": about, "claims": kept}), "utf-8")
    other = {"document": {"id": "b", "title": "B", "publisher": "B", "published": "2021"}}
    again = {"id": "c", "quote": "is 900 m long", "subject": "bridge", "property": "length", "value": "900 m long"}
    (begun.claims / "b.yaml").write_text(json.dumps(other | {"claims": [again]}), "utf-8")
    shown = CliRunner().invoke(main, ["check", str(begun.claims), "--as-of", "2026-11-22", "--no-cache"])
    assert shown.exit_code == 1
    assert f"proposed by: small at 127.0.0.1:{server.server_port}" in shown.output


SHUT = """
import contextlib, sys
from checker.cli.main import main
claims, text, folder = sys.argv[1:]
for words in (["draft", text, "--publisher", "O", "--claims", claims], ["check", claims, "--documents", folder]):
    with contextlib.suppress(SystemExit):
        main(words)
print(sorted({name.partition(".")[0] for name in sys.modules} & {"anyio", "httpx2", "httpcore2", "mcp"}))
print(sorted(name for name in sys.modules if name.startswith(("checker.proposing", "checker.mcp"))))
"""


def test_without_an_endpoint_nothing_is_imported_that_could_send(begun: Begun, root: Path) -> None:
    words = (begun.claims, begun.text, begun.text.parent)
    command = [sys.executable, "-c", SHUT, *map(str, words)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.endswith("[]\n[]\n"), done.stdout + done.stderr
    assert "7 drafts are not compared" in done.stdout
