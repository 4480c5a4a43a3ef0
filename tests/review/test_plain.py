"""The review on a terminal: the real command, through a pipe and through a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.model.decision import RULINGS
from checker.report.safe import HIDDEN
from checker.rules.registry import RULES
from checker.rules.rule import Pair

ROOT = Path(__file__).parents[2]
AS_OF = "2026-11-22"
SIZE = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}
PAIR = {"one": [{"value": "40"}], "two": [{"value": "55"}]}
SIZES = {name: {**SIZE["size"], "label": name} for name in ("size", "depth", "height")}
THREE = {
    name: [{"property": about, "value": value} for about in SIZES] for name, value in (("one", "40"), ("two", "55"))
}
"""Three disagreements."""
JOINT = {
    "one": [{"value": "1951"}],
    "two": [{"relation": "thing.size = thing.other"}],
    "three": [{"property": "other", "value": "1960"}],
}
DATES = {
    name: {"label": name, "datatype": "date", "kind": "event"}
    for name in ("size", "other")
}  # fmt: skip
PATIENCE_SECONDS = 60

OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)
"""Makes the terminal the command's own, so that Ctrl-C arrives as it does for people."""

Build = Callable[..., Path]


@pytest.fixture
def claims(build: Build) -> Path:
    return build(PAIR, SIZE)


def environment(claims: Path) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH", ""))))
    cache = str(claims.parent / "cache")
    return {**os.environ, "PYTHONPATH": path, "CHECKER_CACHE": cache, "COLUMNS": "80", "LC_ALL": "C.UTF-8"}


def command(*more: str, reviewer: str = "ann") -> list[str]:
    return [sys.executable, "-m", "checker", "review", "--plain", "--as-of", AS_OF, "--reviewer", reviewer, *more]


def answers_of(*answers: str) -> bytes:
    return "".join(f"{answer}\n" for answer in answers).encode("utf-8", "surrogateescape")


def piped(claims: Path, *answers: str, more: tuple[str, ...] = (), reviewer: str = "ann") -> str:
    """What the command says to these answers, which do not come from a terminal; it ends well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(claims.parent)
        done = CliRunner().invoke(
            main, command(*more, reviewer=reviewer)[3:], input=answers_of(*answers), env=environment(claims)
        )
    assert (done.exit_code, done.stderr, done.exception) == (0, "", None)
    return done.stdout


def checked(claims: Path) -> list[Mapping]:
    """The conflicts that a check of the corpus reports, each with its disagreement's ruling."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(claims.parent)
        done = CliRunner().invoke(
            main, ["check", "--format", "json", "--as-of", AS_OF, "--no-cache"], env=environment(claims)
        )
    report = json.loads(done.stdout)
    decisions = {one["id"]: one["decision"] for one in report["disagreements"]}
    found = [one for one in report["findings"] if one["rule"].endswith("-conflict")]
    return [{**one, "decision": decisions.get(one["disagreement"])} for one in found]


def rulings(claims: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in claims.glob("decisions/*/*.yaml")}


class Terminal:
    """The command at a terminal of its own. `read` is everything that it has said."""

    def __init__(self, claims: Path, *more: str) -> None:
        self.master, slave = pty.openpty()
        self.read = ""
        self.seen = 0
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWN_TERMINAL, *command(*more)],
            cwd=claims.parent,
            env={**environment(claims), "TERM": "dumb"},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)

    def until(self, words: str) -> str:
        """What it says from where we read last up to and with these words."""
        end = time.monotonic() + PATIENCE_SECONDS
        while words not in self.read[self.seen :]:
            ready, _, _ = select.select([self.master], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"no {words!r} in {self.read[self.seen :]!r}"
            try:
                self.read += os.read(self.master, 65536).decode("utf-8", "replace").replace("\r\n", "\n")
            except OSError:  # the other end is closed
                pytest.fail(f"it ended without {words!r}: {self.read[self.seen :]!r}")
        start, self.seen = self.seen, self.read.index(words, self.seen) + len(words)
        return self.read[start : self.seen]

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def ended(self) -> tuple[int, str]:
        """Its exit code and the rest of what it said."""
        rest = self.read[self.seen :]
        while True:
            try:
                new = os.read(self.master, 65536)
            except OSError:
                break
            if not new:
                break
            rest += new.decode("utf-8", "replace").replace("\r\n", "\n")
        return self.process.wait(PATIENCE_SECONDS), rest


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(claims: Path, *more: str) -> Terminal:
        opened.append(Terminal(claims, *more))
        return opened[-1]

    yield start
    for one in opened:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        os.close(one.master)


# --- through a pipe


def test_a_finding_is_shown_whole_and_ruled_on(claims: Path) -> None:
    said = piped(claims, "1", "a", "the meter was read twice", "q")
    (disagreement,) = checked(claims)
    for words in (
        "1 of 1: nobody's ruling settles it (0 of 1 disagreements are done)",
        "error[value-conflict]: ",
        "  A  40: One, 2021-01-01",
        "“40”  One, 2021-01-01",
        "> 1\nwhich of them are right (A 40, B 55): a\nreason (required): the meter was read twice\n",
        f"saved: right on {disagreement['disagreement']}; z takes it back\n",
        "nothing is left under todo (waits for your ruling); 1 of 1 disagreements are done",
        "1 saved (1 right); 0 disagreements wait for you\n",
    ):
        assert words in said
    assert disagreement["decision"] == {
        "verdict": "right",
        "reviewer": "ann",
        "reason": "the meter was read twice",
        "date": AS_OF,
        "state": "decided",
    }


ANSWERS: dict[str, tuple[str, ...]] = {
    "right": ("a", "measured twice"),
    "wrong": ("A, b", "measured elsewhere"),
    "claim-file-wrong": ("b", "it says 54"),
    "defer": ("2027-01-31", "the next edition tells"),
}


@pytest.mark.parametrize(("digit", "verdict"), list(enumerate(RULINGS, start=1)), ids=RULINGS)
def test_each_digit_rules_as_it_says(claims: Path, digit: int, verdict: str) -> None:
    piped(claims, str(digit), *ANSWERS.get(verdict, ("because",)))
    (disagreement,) = checked(claims)
    assert disagreement["decision"]["verdict"] == verdict
    (text,) = rulings(claims).values()
    more = {
        "right": "positions:\n  - A\n",
        "wrong": "positions:\n  - A\n  - B\n",
        "claim-file-wrong": 'claims:\n  - "two#claim-1"\n',
        "defer": "until: 2027-01-31\n",
    }
    assert more.get(verdict, "") in text


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        pytest.param(
            ("x",),
            "found x; expected a digit from 1 to 6 or one of j k [ ] o p f z d g v s q; ? says what they do",
            id="no key",
        ),
        pytest.param(("9",), "found 9; expected a digit from 1 to 6", id="no verdict"),
        pytest.param(("9" * 5000,), "expected a digit from 1 to 6", id="an endless number"),
        pytest.param(("\x1b[2J\u202e",), "found \\u{1b}[2J\\u{202e}; expected", id="what would move the cursor"),
        pytest.param(("1", "a", ""), "nothing was saved: give a reason that another analyst can check", id="no reason"),
        pytest.param(("1", "", "x"), "nothing was saved: mark the positions", id="not which"),
        pytest.param(("6", "", "x"), "nothing was saved: say until which day", id="not until when"),
        pytest.param(("6", "soon", "x"), "not saved: until:", id="no day"),
        pytest.param(("1", "a", "x\udcffy"), "not saved: the byte 0xed is not UTF-8 here", id="no UTF-8"),
        pytest.param(("2", "C", "x"), "nothing was saved: found C, expected letters from A to B", id="no position"),
        pytest.param(("3", "C", "x"), "nothing was saved: found C, expected letters from A to B", id="no claim"),
        pytest.param(("z",), "there is nothing to take back", id="nothing to take back"),
        pytest.param(("j",), "this is the last one", id="no next one"),
        pytest.param(("k",), "this is the first one", id="no previous one"),
        pytest.param(("]",), "the texts of its documents are not here", id="no text"),
        pytest.param(("g 2",), "found 2, expected a number from 1 to 1", id="no such number"),
    ],
)
def test_an_answer_that_does_not_fit_is_told_and_nothing_is_written(
    claims: Path, answers: tuple[str, ...], words: str
) -> None:
    assert words in piped(claims, *answers)
    assert rulings(claims) == {}


def test_a_ruling_that_was_refused_is_kept_as_a_draft(claims: Path) -> None:
    said = piped(claims, "6", "soon", "the next edition tells", "", "6", "2027-01-31", "", "q")
    assert said.count("not saved: until:") == 2, "once as typed, once more at Enter"
    assert "reason (required; Enter keeps: the next edition tells): \n" in said
    assert "saved: defer" in said
    said = piped(claims, "z", "6", "soon", "the next edition tells")
    assert f"\nnot saved: defer on {checked(claims)[0]['disagreement']}: the next edition tells\n" in said


def test_a_joint_disagreement_is_ruled_by_position_or_by_claim(build: Build) -> None:
    claims = build(JOINT, DATES)
    said = piped(claims, "2", "", "x", "3", "", "x", "3", "A, c", "the record is clear")
    assert "nothing was saved: mark the positions" in said
    assert "nothing was saved: mark the claims" in said
    (text,) = rulings(claims).values()
    assert text.count('  - "') == 2
    assert "verdict: claim-file-wrong\n" in text


def test_recent_reasons_are_offered_by_number(build: Build) -> None:
    claims = build(THREE, SIZES)
    said = piped(claims, "1", "a", "first words", "2", "a", "second words", "1", "a", "r", "2", "q")
    assert "reason (required; r lists recent ones): r\n  1  second words\n  2  first words\n" in said
    reasons = (text.partition("\nreason: ")[2].partition("\n")[0] for text in map(Path.read_text, rulings_of(claims)))
    assert sorted(words.strip('"') for words in reasons) == ["first words", "first words", "second words"]


def test_saves_are_taken_back_one_by_one_after_a_restart_too(build: Build) -> None:
    claims = build(THREE, SIZES)
    piped(claims, "1", "a", "x", "2", "a", "x")
    piped(claims, "5", "x")
    assert len(rulings_of(claims)) == 3
    said = piped(claims, "z", "z", "z", "z", "q")
    assert [line.split()[2] for line in said.splitlines() if line.startswith("taken back: ")] == [
        "cannot-tell",
        "wrong",
        "right",
    ]
    assert "there is nothing to take back" in said
    assert rulings_of(claims) == []


def rulings_of(claims: Path) -> list[Path]:
    return sorted(claims.glob("decisions/*/*.yaml"))


def test_what_another_reviewer_ruled_is_hidden_until_the_own_ruling(claims: Path) -> None:
    piped(claims, "1", "a", "the meter was read twice")
    said = piped(claims, "v second", "o", "g", "s", "q", reviewer="ben")
    assert "1 of 1: somebody else ruled on it; what, you see once you have ruled" in said
    for secret in ("meter", "right (", "ann ruled", "ruling  "):
        assert secret not in said
    said = piped(claims, "v second", "2", "a", "the other meter", "v disputed", "q", reviewer="ben")
    assert f"ann ruled right (40) on {AS_OF}: the meter was read twice\n" in said
    assert "disputed: reviewers rule differently, and so it waits for each of them\n" in said
    assert f"  you ruled wrong (40) on {AS_OF}: the other meter\n" in said
    assert checked(claims)[0]["decision"]["state"] == "disputed"


def test_the_queue_is_listed_filtered_and_gone_through(build: Build) -> None:
    claims = build(THREE, SIZES)
    ids = list(dict.fromkeys(one["disagreement"] for one in checked(claims)))
    said = piped(claims, "g", "j", "k", "g 3", "f", "v flagged", "f", "v", "1", "a", "x", "v decided", "v all", "q")
    shown = re.findall(r"checker explain (\S+)", said)
    assert shown[:4] == [ids[0], ids[1], ids[0], ids[2]]
    assert "3 of 3 disagreements" in said
    assert next(line for line in said.splitlines() if "flagged" in line) == "flagged"
    assert "1 of 1: nobody's ruling settles it; flagged (0 of 3 disagreements are done)" in said
    assert "no longer flagged" in said
    assert "* flagged          0  you marked it" in said
    assert f"  you ruled right (40) on {AS_OF}: x" in said
    assert f"*    1  decided    {ids[2]}" not in said


def test_what_was_changed_is_shown_as_git_shows_it(claims: Path) -> None:
    said = piped(claims, "1", "a", "the meter was read twice", "s", "q")
    name = rulings_of(claims)[0].relative_to(claims.parent).as_posix()
    assert f"+++ b/{name}\n" in said
    assert "+verdict: right\n" in said


def test_lines_and_text_around_the_quotes_are_shown(build: Build) -> None:
    text = "It began early. The size is 40 here. It ended late. Nobody knows more."
    digest = sha256(text.encode()).hexdigest()
    about = {"text": {"sha256": digest, "path": "one.txt"}, "quote": "size is 40"}
    claims = build({"one": [{"value": "40", **about}], "two": [{"value": "55"}]}, SIZE)
    texts = claims.parent / "texts"
    texts.mkdir()
    (texts / "one.txt").write_text(text, "utf-8")
    said = piped(claims, "]", "]", "[", "[", "[", "[", "o", "q", more=("--documents", str(texts)))
    around = [line for line in said.splitlines() if line.startswith("  A in its text: ")]
    assert around[0] == "  A in its text: The [size is 40] here."
    assert around[1] == "  A in its text: It began early. The [size is 40] here. It ended late."
    assert "there is no less" in said
    assert '    "value": "40"' in said.partition("  A claims/one.yaml:")[2]


def test_a_quote_in_the_foot_of_a_page_is_shown_as_such(build: Build) -> None:
    raw = b"<p>The size is 50 here.</p><footer>The size is 40 here.</footer>"
    about = {"text": {"sha256": sha256(raw).hexdigest(), "path": "a.html"}, "quote": "size is 40"}
    claims = build({"one": [{"value": "40", **about}], "two": [{"value": "55"}]}, SIZE)
    texts = claims.parent / "texts"
    texts.mkdir()
    (texts / "a.html").write_bytes(raw)
    said = piped(claims, "1", "q", more=("--documents", str(texts)))
    assert "  A in its text: The [size is 40] here. (in the page's foot or navigation)\n" in said


@pytest.mark.parametrize(
    "given",
    [b"", b"1", b"1\n", b"1\nhalf a reason", b"\xff\xfe\n\x00\n"],
    ids=["nothing", "half a line", "a key", "half a reason", "bytes"],
)
def test_the_end_of_the_answers_ends_the_review_well(claims: Path, given: bytes) -> None:
    done = subprocess.run(
        command(), cwd=claims.parent, env=environment(claims), input=given, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().endswith("\n0 saved; 1 disagreement waits for you\n")
    assert rulings(claims) == {}


def test_the_same_answers_give_the_same_words_in_another_process(claims: Path) -> None:
    answers = ("?", "o", "p", "g", "v", "1", "a", "x", "s", "z", "q")
    done = subprocess.run(
        command(),
        cwd=claims.parent,
        env=environment(claims),
        input=answers_of(*answers),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == piped(claims, *answers)


def test_hostile_text_moves_no_cursor(build: Build) -> None:
    bad = "\u202ewords\u2066 <script>"
    claims = build(
        {"one": [{"value": "40", "quote": bad, "note": bad}], "two": [{"value": "55", "definition": bad}]},
        {"size": {**SIZE["size"], "label": "size \u202e"}},
        {"thing": {"label": "thing \u200f"}},
    )
    said = piped(claims, "o", "g", "1", "a", "r\u202eeason", "s", "q")
    assert [line for line in said.split("\n") if HIDDEN.search(line)] == []
    assert "\\u{202e}" in said


def test_a_corpus_without_claims_says_what_to_do(build: Build) -> None:
    claims = build({}, SIZE)
    said = piped(claims, "1", "j", "]", "o", "f", "g", "", "q")
    assert "there is no claim to review; checker check says what is at fault; q leaves" in said


def test_what_was_not_checked_cannot_be_ruled_on(claims: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    broken = tuple(replace(rule, pair=Pair(fail)) if rule.id == "value-conflict" else rule for rule in RULES)
    monkeypatch.setattr("checker.evaluate.RULES", broken)
    said = piped(claims, "v all", "1", "q")
    assert "not checked to the end, so disagreements may be missing: " in said
    assert "1 right is" not in said
    assert rulings(claims) == {}


# --- at a terminal


def test_a_review_at_a_terminal(claims: Path, terminal) -> None:
    at = terminal(claims)
    assert "error[value-conflict]" in at.until("\n> ")
    at.type("1\n")
    at.until("(A 40, B 55): ")
    at.type("b\n")
    at.until("reason (required): ")
    at.type("the meter was read twice\n")
    assert "saved: right" in at.until("\n> ")
    at.type("q\n")
    code, rest = at.ended()
    assert (code, "1 saved (1 right)" in rest) == (0, True)
    assert checked(claims)[0]["decision"]["state"] == "decided"


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("where", ["> ", "reason (required): "], ids=["at the prompt", "at a question"])
def test_leaving_at_any_point_ends_with_the_summary(claims: Path, terminal, key: str, where: str) -> None:
    at = terminal(claims)
    at.until("\n> ")
    if where != "> ":
        at.type("5\n")
        at.until(where)
    at.type(key)
    code, rest = at.ended()
    assert (code, "0 saved; 1 disagreement waits for you" in rest, "Traceback" in rest) == (0, True, False)
    assert rulings(claims) == {}


def test_a_signal_ends_the_review_with_the_summary(claims: Path, terminal) -> None:
    at = terminal(claims)
    at.until("\n> ")
    at.process.send_signal(signal.SIGINT)
    code, rest = at.ended()
    assert (code, "0 saved" in rest) == (0, True)


def test_a_save_over_a_change_that_was_not_seen_is_refused_and_the_draft_kept(claims: Path, terminal) -> None:
    at = terminal(claims)
    at.until("\n> ")
    path = claims / "two.yaml"
    path.write_text(path.read_text("utf-8").replace('"quote": "55"', '"quote": "55 people"'), "utf-8")
    at.type("1\n")
    at.until("(A 40, B 55): ")
    at.type("a\n")
    at.until("reason (required): ")
    at.type("the meter was read twice\n")
    said = at.until("\n> ")
    assert "not saved, your draft is kept; this changed since it was shown:" in said
    assert "  Two: quote 55 → 55 people\n" in said
    assert "“55 people”" in said
    assert "not saved: right, the meter was read twice (Enter saves it)" in said
    assert rulings(claims) == {}
    at.type("\n")
    assert "saved: right" in at.until("\n> ")
    at.type("q\n")
    assert at.ended()[0] == 0
    assert checked(claims)[0]["decision"]["reason"] == "the meter was read twice"


def test_a_ruling_that_was_written_elsewhere_meanwhile_is_not_overwritten(claims: Path, terminal) -> None:
    at = terminal(claims)
    at.until("\n> ")
    piped(claims, "2", "a", "from another window")
    at.type("1\n")
    at.until("(A 40, B 55): ")
    at.type("a\n")
    at.until("reason (required): ")
    at.type("from here\n")
    assert "your own ruling on it was written or removed elsewhere meanwhile" in at.until("\n> ")
    assert "from another window" in rulings(claims)["ann.yaml"]
    at.type("q\n")
    assert "not saved: right on " in at.ended()[1]


def test_changes_outside_are_told_at_the_next_prompt(claims: Path, terminal) -> None:
    at = terminal(claims)
    at.until("\n> ")
    path = claims / "two.yaml"
    path.write_text(path.read_text("utf-8").replace('"55"', '"40"'), "utf-8")
    at.type("f\n")
    said = at.until("\n> ")
    assert "files changed, and the corpus was checked again: 0 of 0 disagreements are done" in said
    assert "nothing is left under todo" in said
    at.type("q\n")
    assert at.ended()[0] == 0
