"""Analysts rule on disagreements from the command line, and a ruling holds for what they saw."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.decisions.files import path_of, slug
from checker.decisions.form import parse_decision, render
from checker.model.decision import RULINGS, Decision, SeenPosition
from checker.model.fault import Mark
from checker.readers.encoding import UNWANTED
from checker.readers.schemas import schema
from checker.readers.structure import validator
from checker.report import json as report


def test_a_decided_finding_passes_the_gate_and_says_who_decided(team) -> None:
    assert (team.check()[0], team.state()) == (1, None)
    done = team.decide()
    path = f"claims/decisions/{team.id()}/ann.yaml"
    assert (done.exit_code, done.output) == (0, f"{team.id()}: right by ann, in {path}\n")
    code, findings = team.check()
    assert (code, findings["value-conflict"]["decision"]) == (
        0,
        {
            "verdict": "right",
            "reviewer": "ann",
            "reason": "the meter was read twice",
            "date": "2026-11-22",
            "state": "decided",
        },
    )
    assert findings["value-conflict"]["verdict"] == "contradiction", "the finding itself stays what it is"


def test_the_reports_show_the_ruling(team) -> None:
    team.decide()
    words = "decided by ann on 2026-11-22: right (40), the meter was read twice"
    plain = team.run("check").output
    assert "0 contradictions" in plain
    assert "1 decided" in plain
    assert words not in plain
    assert words in team.run("check", "--show-reconciled").output
    page = team.run("check", "--format", "markdown").output
    assert words in page
    assert "## Decided (1)" in page
    assert "## Contradictions (0)" in page
    found = json.loads(team.run("check", "--format", "json").stdout)
    assert validator(schema("findings")).is_valid(found)


@pytest.mark.parametrize("verdict", RULINGS)
def test_every_verdict_but_those_that_settle_nothing_opens_the_gate(team, verdict: str) -> None:
    more = {"claim-file-wrong": ("--claim", "B"), "defer": ("--until", "2027-01-01")}.get(verdict, ())
    assert team.decide(verdict, *more).exit_code == 0
    abstains = verdict in ("cannot-tell", "defer")
    assert (team.check()[0], team.state()) == ((1, "deferred") if abstains else (0, "decided"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ("--right", "A"),
            "a ruling needs --right, --wrong or --verdict, and --reason; the verdicts are",
            id="no reason",
        ),
        pytest.param(("--reason", "x"), "a ruling needs --right, --wrong or --verdict, and --reason", id="no verdict"),
        pytest.param(
            ("--verdict", "right", "--reason", "x"), "the field positions is missing", id="right, and not which"
        ),
        pytest.param(
            ("--right", "A", "--wrong", "B", "--reason", "x"),
            "found right and wrong; expected one ruling; leave out the others",
            id="two rulings",
        ),
        pytest.param(
            ("--right", "41", "--reason", "x"),
            "41 is among the positions and was not seen; expected one of A, B; correct one",
            id="a position that nobody holds",
        ),
        pytest.param(("--verdict", "defer", "--reason", "x"), "the field until is missing", id="deferred for ever"),
        pytest.param(
            ("--right", "A", "--reason", "x", "--claim", "B"),
            "claim-file-wrong names claims, and no other verdict does",
            id="wrong claims, with another verdict",
        ),
        pytest.param(
            ("--verdict", "claim-file-wrong", "--reason", "x", "--claim", "one#other"),
            "one#other is among the claims and was not seen; expected one of one#claim-1, two#claim-1",
            id="a claim of another disagreement",
        ),
        pytest.param(("--right", "A", "--reason", "x\x7fy"), "found the character U+007F", id="a character that hides"),
        pytest.param(("--right", "A", "--reason", "x\udcffy"), "is not UTF-8 here", id="a byte that is no character"),
        pytest.param(
            ("--right", "A", "--reason", "x", "--review-by", "soon"),
            "found 'soon', expected a date such as 2026-11-22",
            id="no day",
        ),
    ],
)
def test_a_ruling_that_does_not_fit_is_refused_in_words(team, arguments: tuple[str, ...], message: str) -> None:
    done = team.run("decide", team.id(), "--reviewer", "ann", *arguments)
    assert done.exit_code == 2
    assert message in " ".join(done.output.split())
    assert team.files() == {}


def test_the_beginning_of_an_identifier_is_enough(team) -> None:
    last = team.id().rpartition("-")[2]
    flags = ("--right", "B", "--reason", "x", "--reviewer", "ann")
    for name in (team.id(), team.id()[:-3], "thing", last, last[:4]):
        assert team.run("decide", name, *flags).exit_code == 0
        assert team.run("decide", name, "--revoke", "--reviewer", "ann").exit_code == 0
    assert team.files() == {}
    done = team.run("decide", "date-conflict", *flags)
    assert (done.exit_code, "no such disagreement" in done.output) == (2, True)


def test_a_finding_names_its_disagreement(team) -> None:
    finding = team.check()[1]["value-conflict"]["id"]
    for name in (finding, finding[:-3], "value-conflict"):
        done = team.run("decide", name, "--right", "55", "--reason", "x", "--reviewer", "ann")
        assert (done.exit_code, done.output.partition(":")[0]) == (0, team.id())


def test_a_position_is_named_by_its_value_or_its_letter(team) -> None:
    for name, letter in (("55", "B"), ("b", "B"), ("40", "A")):
        assert team.run("decide", team.id(), "--wrong", name, "--reason", "x", "--reviewer", "ann").exit_code == 0
        (text,) = team.files().values()
        assert f"positions:\n  - {letter}\n".encode() in text


def test_a_beginning_of_several_identifiers_names_them(team) -> None:
    team.build(
        {name: [{"value": v}, {"property": "depth", "value": v}] for name, v in (("one", "40"), ("two", "55"))},
        {name: {"label": name, "datatype": "quantity", "kind": "constant"} for name in ("size", "depth")},
    )
    done = team.run("decide", "thing", "--right", "A", "--reason", "x", "--reviewer", "ann")
    assert done.exit_code == 2
    words = " ".join(done.output.split())
    assert "thing may be thing.depth-" in words
    assert "write more of it" in words


def test_a_ruling_taken_back_leaves_everything_as_before(team) -> None:
    before = team.run("check", "--format", "json").output
    team.decide()
    done = team.run("decide", team.id(), "--revoke", "--reviewer", "ann")
    assert (done.exit_code, done.output) == (0, f"{team.id()}: the ruling of ann is taken back\n")
    assert team.run("check", "--format", "json").output == before
    done = team.run("decide", team.id(), "--revoke", "--reviewer", "ann")
    assert (done.exit_code, "no ruling of ann on it" in done.output) == (2, True)


def test_a_reviewer_who_rules_again_replaces_the_ruling(team) -> None:
    team.decide("right")
    team.decide("wrong")
    assert len(team.files()) == 1
    assert team.check()[1]["value-conflict"]["decision"]["verdict"] == "wrong"


@pytest.mark.parametrize(
    ("change", "becomes"),
    [
        pytest.param({}, "decided", id="nothing"),
        pytest.param({"note": "seen on paper"}, "decided", id="a remark"),
        pytest.param({"quote_prefix": "about"}, "decided", id="what stands before the quote"),
        pytest.param({"quote": "other words"}, "stale", id="the quote"),
        pytest.param({"b": "55.0"}, "stale", id="the value's words, not its meaning, or both"),
        pytest.param({"published": "2021-01-02"}, "stale", id="the document's date"),
        pytest.param({"text": {"sha256": "0" * 64, "path": "two.txt"}}, "stale", id="the document's text"),
        pytest.param({"said_by": "thing"}, "stale", id="the speaker"),
        pytest.param({"id": "renamed"}, "stale", id="the claim's name"),
    ],
)
def test_a_ruling_goes_stale_when_what_was_seen_changes(team, change: dict, becomes: str) -> None:
    team.decide()
    decided = team.id()
    team.write(**change)
    _, findings = team.check()
    same = findings["value-conflict"]["disagreement"] == decided
    rules = {rule for rule in findings if rule.endswith("decision")}
    if becomes == "decided":
        assert same
        assert not rules
        assert team.state() == "decided"
        assert team.check()[0] == 0
    else:
        assert rules == {"stale-decision" if same else "unused-decision"}
        assert findings["value-conflict"]["verdict"] == "reconciled" or team.check()[0] == 1


def test_a_stale_ruling_says_what_changed(team) -> None:
    team.decide()
    team.write(quote="other words")
    code, findings = team.check()
    assert (code, team.state()) == (1, "stale")
    stale = findings["stale-decision"]
    assert (stale["verdict"], stale["severity"], stale["claims"]) == (
        "tension",
        "warning",
        ["one#claim-1", "two#claim-1"],
    )
    place = f"claims/decisions/{team.id()}/ann.yaml, 2026-11-22"
    assert stale["message"] == (
        f"ann ruled right on {team.id()}, and that no longer holds (two#claim-1, its quote or its document's edition "
        f"changed ({place}); look at it again: checker decide {team.id()})"
    )


def test_a_ruling_on_what_is_gone_is_told(team) -> None:
    team.decide()
    gone = team.id()
    team.write(b="40")
    code, findings = team.check()
    assert code == 0
    unused = findings["unused-decision"]
    assert (unused["verdict"], unused["severity"]) == ("tension", "warning")
    assert unused["message"] == (
        f"ann ruled on {gone}, and there is no such disagreement (two#claim-1, its quote or its document's edition "
        f"changed (claims/decisions/{gone}/ann.yaml, 2026-11-22); if that is right: checker decide {gone} --revoke)"
    )
    assert team.run("decide", gone, "--revoke", "--reviewer", "ann").exit_code == 0
    assert "unused-decision" not in team.check()[1]


@pytest.mark.parametrize("fail_on", ["error", "warning", "info"])
def test_a_ruling_may_be_there_before_its_claims(team, fail_on: str) -> None:
    """Else neither the ruling nor the claims could be merged first."""
    team.decide()
    name, two = team.id(), team.claims / "two.yaml"
    content = two.read_bytes()
    two.unlink()
    code, findings = team.check("--fail-on", fail_on)
    assert (code, "unused-decision" in findings) == (0, False)
    waiting = findings["waiting-decision"]
    assert (waiting["verdict"], waiting["severity"], waiting["claims"]) == ("reconciled", "info", ["one#claim-1"])
    assert waiting["message"] == (
        f"ann ruled on {name}, which waits for two#claim-1 (claims/decisions/{name}/ann.yaml, 2026-11-22; "
        f"if they will not come: checker decide {name} --revoke)"
    )
    assert "1 ruling waiting for claims" in team.run("check", "--as-of", "2026-11-22").output
    two.write_bytes(content)
    assert (team.check("--fail-on", fail_on)[0], team.state()) == (0, "decided")


def test_a_ruling_settles_what_it_saw_and_not_what_comes_in_its_place(team) -> None:
    team.decide()
    two = team.claims / "two.yaml"
    two.unlink()
    assert team.check()[0] == 0
    team.write(b="91")
    code, findings = team.check()
    assert (code, team.state()) == (1, "stale")
    assert "waiting-decision" not in findings


@pytest.mark.parametrize(
    "arguments",
    [("--select", "agreement"), ("--ignore", "value-conflict"), ("--ignore", "unused-decision")],
    ids=["another rule", "not that rule", "not told"],
)
def test_a_ruling_of_a_rule_that_does_not_run_is_not_called_unused(team, arguments: tuple[str, ...]) -> None:
    team.decide()
    if "unused-decision" in arguments:
        team.write(b="40")
    assert "unused-decision" not in team.check(*arguments)[1]


def test_no_ruling_is_called_unused_while_a_fault_hides_claims(team) -> None:
    team.decide()
    (team.claims / "two.yaml").write_text("document: [", "utf-8")
    code, findings = team.check()
    assert (code, findings) == (2, {})


@pytest.mark.parametrize(
    ("verdict", "flag", "before", "after"),
    [("right", "--review-by", "decided", "stale"), ("defer", "--until", "deferred", "stale")],
)
def test_a_ruling_ends_on_its_day(team, verdict: str, flag: str, before: str, after: str) -> None:
    team.decide(verdict, flag, "2027-03-01")
    assert team.state(as_of="2027-02-28") == before
    assert team.state(as_of="2027-03-01") == after
    code, findings = team.check(as_of="2027-03-01")
    assert code == 1
    assert "2027-03-01" in findings["stale-decision"]["message"]


def test_reviewers_who_differ_open_the_finding(team) -> None:
    team.decide("right", reviewer="ann")
    team.decide("wrong", reviewer="ben")
    code, findings = team.check()
    assert (code, team.state()) == (1, "disputed")
    assert findings["disputed-decision"]["message"] == (
        f"the reviewers of {team.id()} differ: ann says right (40) and ben says wrong (40) "
        "(ann: the meter was read twice; ben: the meter was read twice)"
    )
    assert team.run("decide", "--list").output.count("disputed ") == 2


@pytest.mark.parametrize(
    ("verdict", "more"),
    [
        pytest.param("right", (), id="who agrees"),
        pytest.param("wrong", ("--wrong", "B"), id="who calls all others wrong"),
        pytest.param("cannot-tell", (), id="who cannot tell"),
        pytest.param("defer", ("--until", "2027-01-01"), id="who defers"),
    ],
)
def test_a_reviewer_disputes_nothing(team, verdict: str, more: tuple[str, ...]) -> None:
    team.decide("right", reviewer="ann")
    team.decide(verdict, *more, reviewer="ben")
    assert (team.check()[0], team.state()) == (0, "decided")


def test_a_stale_ruling_disputes_nothing(team) -> None:
    team.decide("wrong", reviewer="ben")
    team.write(quote="other words")
    team.decide("right", reviewer="ann")
    code, findings = team.check()
    assert (code, team.state()) == (0, "decided")
    assert "stale-decision" in findings


def test_only_listed_reviewers_count(team) -> None:
    (team.home / "checker.toml").write_text('reviewers = ["Ann", "Cy D."]', "utf-8")
    done = team.decide("right", reviewer="ben")
    assert "ben is none of the reviewers (checker.toml:1): the ruling stays a proposal" in done.stderr
    assert (team.check()[0], team.state()) == (1, "proposed")
    assert "ruling      proposed by ben on 2026-11-22: right (40)" in team.run("check").output
    team.decide("wrong", reviewer="Cy D.")
    assert (team.check()[0], team.state()) == (0, "decided"), "who is not listed disputes nothing"


def test_the_only_listed_reviewer_or_the_user_of_git_rules(team) -> None:
    flags = ("--right", "A", "--reason", "x")
    for command in (["init", "-q"], ["config", "user.name", "Öz Ün, Jr."]):
        subprocess.run(["git", *command], cwd=team.home, check=True)
    team.run("decide", team.id(), *flags)
    (team.home / "checker.toml").write_text('reviewers = ["Dee"]', "utf-8")
    team.run("decide", team.id(), *flags)
    assert sorted(Path(name).name for name in team.files()) == ["dee.yaml", "öz-ün-jr.yaml"]


def test_rulings_are_listed_and_filtered(team) -> None:
    team.decide("right", reviewer="ann")
    team.decide("cannot-tell", reviewer="ben")
    ann = f"decided   right (40)       {team.id()}  ann, 2026-11-22: the meter was read twice\n"
    ben = f"deferred  cannot-tell      {team.id()}  ben, 2026-11-22: the meter was read twice\n"
    assert team.run("decide", "--list").output == ann + ben
    assert team.run("decide", "--list", "--verdict", "right").output == ann
    assert team.run("decide", "--list", "--reviewer", "Ben").output == ben
    assert team.run("decide", "--list", "--stale").output == ""
    assert team.run("decide", "date", "--list").output == ""
    team.write(quote="other words")
    stale = team.run("decide", "--list", "--stale").output
    assert stale == (ann + ben).replace("decided ", "stale   ").replace("deferred", "stale   ")
    team.write(b="40")
    assert team.run("decide", "--list", "--stale").output.count("unused ") == 2


def test_a_ruling_over_a_change_that_was_not_seen_is_refused(team, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.cli import decide

    team.decide("right")
    path = path_of(team.claims, team.id(), "ann")
    checked = decide.checked

    def meanwhile(*arguments):
        path.write_bytes(path.read_bytes().replace(b"verdict: right", b"verdict: wrong"))
        return checked(*arguments)

    monkeypatch.setattr(decide, "checked", meanwhile)
    done = team.decide("right", "--right", "B")
    assert (done.exit_code, "changed meanwhile, and nothing was written" in done.output) == (3, True)
    assert b"verdict: wrong" in path.read_bytes()


def test_a_broken_decision_is_a_fault_and_the_others_count(team) -> None:
    team.decide()
    broken = team.claims / "decisions" / "thing.size-0000000000000000" / "ben.yaml"
    broken.parent.mkdir()
    broken.write_text("disagreement: [", "utf-8")
    code, _ = team.check()
    assert (code, team.state()) == (2, "decided")


def test_a_folder_of_decisions_that_is_a_link_is_refused(team, tmp_path_factory: pytest.TempPathFactory) -> None:
    team.decide()
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "decisions"
    (team.claims / "decisions").rename(elsewhere)
    (team.claims / "decisions").symlink_to(elsewhere)
    assert (team.check()[0], team.state()) == (2, None)


JOINED = {
    "one": [{"value": "1951"}],
    "two": [{"relation": "thing.size = thing.other"}],
    "three": [{"property": "other", "value": "1960"}],
}
DATES = {name: {"label": name, "datatype": "date", "kind": "event"} for name in ("size", "other")}


def test_a_disagreement_of_several_quantities_is_ruled_by_positions(team) -> None:
    team.build(JOINED, DATES)
    (one,) = json.loads(team.run("check", "--format", "json").stdout)["disagreements"]
    assert (one["verdict"], len(one["positions"])) == ("contradiction", 3)
    done = team.run("decide", one["id"], "--wrong", "b", "--reason", "x", "--reviewer", "ann")
    assert done.exit_code == 0, done.output
    assert team.check()[0] == 0
    (text,) = team.files().values()
    for claim in ("one#claim-1", "two#claim-1", "three#claim-1"):
        assert f'"{claim}": '.encode() in text, "every claim that shows the disagreement was seen"
    team.build({**JOINED, "two": [{"relation": "thing.size = thing.other", "quote": "other words"}]}, DATES)
    assert "stale-decision" in team.check()[1]


SIZE = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param(("40", "55"), ("40", "55", "55"), None, id="support that is added"),
        pytest.param(("40", "55"), ("40", "55", "55.0"), None, id="support in other words"),
        pytest.param(("40", "55"), ("40", "55", "70"), "the position 70 was not there", id="a position that appears"),
        pytest.param(("40", "55", "70"), ("40", "55"), "three#claim-1 is gone", id="a position that goes"),
        pytest.param(("40", "55", "55"), ("40", "55"), "three#claim-1 is gone", id="support that goes"),
    ],
)
def test_support_leaves_a_ruling_and_another_position_does_not(
    team, before: tuple[str, ...], after: tuple[str, ...], told: str | None
) -> None:
    def write(values: tuple[str, ...]) -> None:
        for path in team.claims.glob("*.yaml"):
            path.unlink()
        names = ("one", "two", "three")
        team.build({name: [{"value": value}] for name, value in zip(names, values, strict=False)}, SIZE)

    write(before)
    decided = team.id()
    team.decide()
    write(after)
    code, findings = team.check()
    assert (team.id(), code) == (decided, 1 if told else 0)
    assert team.state() == ("stale" if told else "decided")
    assert told is None or told in findings["stale-decision"]["message"]


WORDS = st.text(min_size=1).filter(lambda text: text.strip() and not UNWANTED.search(text))
REFS = st.from_regex(r"[^\s#\x00-\x1f\x7f-\x9f]{1,8}#[^\s#]{1,8}", fullmatch=True).filter(
    lambda t: not UNWANTED.search(t)
)
DIGESTS = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)


SEEN = st.builds(
    SeenPosition,
    WORDS | st.just(""),
    st.dictionaries(REFS, DIGESTS, min_size=1, max_size=4).map(lambda claims: tuple(claims.items())),
    st.booleans(),
)


@given(
    st.sampled_from(("right", "rule-wrong", "claim-file-wrong", "cannot-tell")),
    WORDS,
    st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True),
    st.lists(SEEN, min_size=1, max_size=3).map(lambda seen: (replace(seen[0], value="40"), *seen[1:])),
)
def test_what_is_written_is_read(verdict, reason: str, reviewer: str, seen: tuple[SeenPosition, ...]) -> None:
    question = "7f3a9c21d2b7e610" + "0" * 48
    name = f"claims/decisions/rent.amount-7f3a9c21d2b7e610/{reviewer}.yaml"
    given_ = Decision(
        "rent.amount-7f3a9c21d2b7e610",
        verdict,
        reason,
        reviewer,
        "2026-11-22",
        seen,
        Mark(name),
        question=question,
        positions=("A",) if verdict == "right" else (),
        claims=(seen[0].claims[0][0],) if verdict == "claim-file-wrong" else (),
    )
    raw = render(given_).encode()
    assert parse_decision(raw, name) == (replace(given_, sha256=sha256(raw).hexdigest()), ())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann", "ann"),
        ("Ann B. Lee", "ann-b-lee"),
        ("ann@example.org", "ann-example-org"),
        ("../../etc", "etc"),
        ("田中 太郎", "田中-太郎"),
        ("  ", ""),
        ("A/B\\C\x00", "a-b-c"),
        ("Ｆｕｌｌ", "full"),
        ("Zoe\u0301", "zoé"),
    ],
)
def test_a_name_becomes_a_file_name(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_a_slug_is_its_own_slug_and_stays_in_its_folder(name: str) -> None:
    assert slug(slug(name)) == slug(name)
    assert not set(slug(name)) & set("/\\.\0")


def test_the_report_keeps_the_form_of_the_contract(team) -> None:
    assert report.SCHEMA == "findings-2"
    team.decide("cannot-tell")
    assert set(team.check()[1]["value-conflict"]["decision"]) == {"verdict", "reviewer", "reason", "date", "state"}


def test_a_ruling_that_is_interrupted_ends_with_3_and_writes_nothing(team, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    name = team.id()
    monkeypatch.setattr("checker.cli.decide.checked", interrupted)
    done = team.run("decide", name, "--right", "A", "--reason", "it is so", "--reviewer", "ann")
    assert (done.exit_code, done.output) == (3, "Error: stopped\n")
    assert not (team.claims / "decisions").exists()
