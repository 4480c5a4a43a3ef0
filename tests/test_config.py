"""One configuration file is found, read with every mistake at its line, and shown with the origin of every value."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from checker import config
from checker.cli.common import POLICY as POLICY_FLAGS
from checker.cli.common import requested
from checker.cli.main import main
from checker.evaluate import RULE_IDS
from checker.model.policy import Policy

RULES = ("value-conflict", "date-conflict", "agreement")


def parsed(text: str, shared: bool = False) -> config.Loaded:
    return config.parse(text.encode(), "pyproject.toml" if shared else "checker.toml", shared, RULES)


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        pytest.param("", Policy(), id="nothing set"),
        pytest.param('fail-on = "warning"', Policy(fail_on="warning"), id="what fails"),
        pytest.param("max-tensions = 0", Policy(max_tensions=0), id="no tension"),
        pytest.param("exit-zero = true", Policy(exit_zero=True), id="never 1"),
        pytest.param('select = ["agreement"]', Policy(select=("agreement",)), id="one rule"),
        pytest.param('ignore = ["agreement"]', Policy(ignore=("agreement",)), id="all but one"),
        pytest.param(
            'severity = {value-conflict = "off"}', Policy(severity={"value-conflict": "off"}), id="a weight in a line"
        ),
        pytest.param(
            '[severity]\ndate-conflict = "info"', Policy(severity={"date-conflict": "info"}), id="a weight in a table"
        ),
        pytest.param('severity.agreement = "error"', Policy(severity={"agreement": "error"}), id="a weight with a dot"),
        pytest.param('reviewers = ["Ann Lee"]', Policy(reviewers=("Ann Lee",)), id="reviewers"),
        pytest.param("reviewers = []", Policy(reviewers=()), id="nobody's decisions"),
        pytest.param("fail-on-outvoted = true", Policy(fail_on_outvoted=True), id="who is outvoted"),
        pytest.param("accept-proposed = true", Policy(accept_proposed=True), id="proposals count"),
    ],
)
def test_a_setting_reaches_the_policy(text: str, policy: Policy) -> None:
    loaded = parsed(text)
    assert (config.policy(loaded.given), loaded.faults) == (policy, ())


def test_rules_that_are_off_do_not_run() -> None:
    policy = Policy(ignore=("agreement",), severity={"value-conflict": "off", "date-conflict": "info"})
    assert policy.ignored == ("agreement", "value-conflict")
    assert [policy.weight(rule) for rule in RULES] == [None, "info", None]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        pytest.param(
            'claims = "c"\n\n# what fails\n  fail_on = "error"',
            (4, 3, "unknown-field", "fail_on"),
            "there is no setting fail_on; did you mean fail-on?",
            id="an underscore",
        ),
        pytest.param(
            "zzz = 1",
            (1, 1, "unknown-field", "zzz"),
            f"there is no setting zzz; the settings are {', '.join(config.KEYS)}",
            id="a name like no other",
        ),
        pytest.param(
            'fail-on = "warnings"',
            (1, 1, "wrong-word", "fail-on"),
            'found "warnings", expected one of error, warning, info, never; did you mean warning?',
            id="a word that is nearly right",
        ),
        pytest.param(
            "fail-on = 1",
            (1, 1, "wrong-word", "fail-on"),
            "found 1, expected one of error, warning, info, never; write one of these",
            id="a number for a word",
        ),
        pytest.param(
            "max-tensions = true",
            (1, 1, "wrong-type", "max-tensions"),
            "found true, expected a whole number from 0 on, without quotes; correct it",
            id="true is no number",
        ),
        pytest.param(
            "max-tensions = -1",
            (1, 1, "wrong-type", "max-tensions"),
            "found -1, expected a whole number from 0 on, without quotes; correct it",
            id="fewer than none",
        ),
        pytest.param(
            'exit-zero = "yes"',
            (1, 1, "wrong-type", "exit-zero"),
            'found "yes", expected true or false, without quotes; correct it',
            id="a word for a truth value",
        ),
        pytest.param(
            'reviewers = "ann"',
            (1, 1, "wrong-type", "reviewers"),
            'found "ann", expected a list of texts, such as ["ann"]; correct it',
            id="one for a list",
        ),
        pytest.param(
            "claims = 3",
            (1, 1, "wrong-type", "claims"),
            'found 3, expected text in quotes, such as "claims"; correct it',
            id="a number for a folder",
        ),
        pytest.param(
            'as-of = "22.11.2026"',
            (1, 1, "wrong-form", "as-of"),
            'found "22.11.2026", expected a day such as 2026-11-22; correct it',
            id="a day in another form",
        ),
        pytest.param(
            "as-of = 2026-11-22T10:00:00",
            (1, 1, "wrong-form", "as-of"),
            "found 2026-11-22 10:00:00, expected a day such as 2026-11-22; correct it",
            id="a time of day",
        ),
        pytest.param(
            'ignore = [\n  "value-conflikt",\n]',
            (1, 1, "unknown-rule", "ignore"),
            "there is no rule value-conflikt; did you mean value-conflict?",
            id="a rule in a list",
        ),
        pytest.param(
            '[severity]\nagreement = "info"\nvalue_conflict = "off"',
            (3, 1, "unknown-rule", "severity.value_conflict"),
            "there is no rule value_conflict; did you mean value-conflict?",
            id="a rule in a table",
        ),
        pytest.param(
            '[severity]\n"agreement" = "of"',
            (2, 1, "wrong-word", "severity.agreement"),
            'found "of", expected one of error, warning, info, off; did you mean off?',
            id="a weight",
        ),
        pytest.param(
            'severity = "error"',
            (1, 1, "wrong-type", "severity"),
            'found "error", expected a table, such as {value-conflict = "warning"}; correct it',
            id="one weight for all",
        ),
        pytest.param(
            'claims = "a"\nclaims = "b"',
            (2, 1, "toml-syntax", ""),
            'this is not TOML: cannot overwrite a value; expected lines such as fail-on = "warning"',
            id="a setting twice",
        ),
        pytest.param(
            'claims = "a',
            (1, 1, "toml-syntax", ""),
            'this is not TOML: unterminated string; expected lines such as fail-on = "warning"',
            id="a quotation mark that is never closed",
        ),
        pytest.param(
            f"claims = {'[' * 5000}",
            (1, 1, "toml-syntax", ""),
            'this is not TOML: nested too deep; expected lines such as fail-on = "warning"',
            id="nested too deep",
        ),
    ],
)
def test_a_mistake_is_told_at_its_line(text: str, place: tuple, message: str) -> None:
    (fault,) = parsed(text).faults
    assert (fault.mark.line, fault.mark.column, fault.code, fault.field) == place
    assert fault.message == message


def test_an_overlong_number_is_a_fault() -> None:
    (fault,) = parsed(f"max-tensions = {'9' * 5000}").faults
    assert fault.code == "toml-syntax"


def test_a_name_told_twice_is_one_fault() -> None:
    assert len(parsed('select = ["x", "x"]').faults) == 1


def test_a_shared_file_of_another_form_speaks_of_nothing() -> None:
    assert [config.speaks(text) for text in (b"tool = 5", b'tool = "checker"', b"tool = []")] == [False] * 3


def test_a_folder_that_the_system_refuses_is_a_fault(corpus: Path) -> None:
    (corpus / "checker.toml").write_text(f'documents = "{"a" * 5000}"\n')
    done = CliRunner().invoke(main, ["check", str(corpus / "claims")])
    assert (done.exit_code, "no-folder" in done.output) == (2, True)


def test_a_setting_at_fault_keeps_its_default_and_the_others_stand() -> None:
    loaded = parsed('fail-on = "loud"\nmax-tensions = 3\n[severity]\nx = "info"\nagreement = "info"')
    assert config.policy(loaded.given) == Policy(max_tensions=3, severity={"agreement": "info"})
    assert len(loaded.faults) == 2


@pytest.mark.parametrize(
    "text",
    [
        '[project]\nname = "x"\n\n[tool.checker]\nfail-onn = "info"',
        '[project]\nname = "x"\n[tool]\n\nchecker.fail-onn = "info"',
        '[tool.checker.severity]\n[tool.checker]\n# fail-onn\n\n"fail-onn" = "info"',
    ],
    ids=["a table", "a dotted key", "a quoted key"],
)
def test_a_shared_file_is_read_in_its_table(text: str) -> None:
    (fault,) = parsed(text, shared=True).faults
    assert (fault.mark.line, fault.code, fault.field) == (5, "unknown-field", "fail-onn")


@given(st.text() | st.text(alphabet="[]{}=.\n\t \"'#ab-checker_fail-on1,"))
def test_any_text_is_settings_or_faults(text: str) -> None:
    loaded = parsed(text)
    lines = max(1, len(text.splitlines()) + 1)
    assert all(1 <= fault.mark.line <= lines + text.count("\r") and fault.message for fault in loaded.faults)
    try:
        expected = set(tomllib.loads(text)) if "\r" not in text else None
    except ValueError:
        expected = None
    if expected is not None and all(fault.code == "unknown-field" for fault in loaded.faults):
        assert expected == set(loaded.given) | {fault.field for fault in loaded.faults}


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param({"checker.toml": ""}, "checker.toml", id="its own file"),
        pytest.param({"pyproject.toml": "[tool.checker]\n"}, "pyproject.toml", id="the shared file"),
        pytest.param({"pyproject.toml": "[tool.other]\n"}, None, id="a shared file that does not speak of it"),
        pytest.param(
            {"checker.toml": "", "pyproject.toml": "[tool.checker]\n"}, "checker.toml", id="its own goes first"
        ),
        pytest.param({"checker.toml": "", "a/b/checker.toml": ""}, "a/b/checker.toml", id="the nearest"),
        pytest.param(
            {"checker.toml": "", "a/pyproject.toml": "[tool.x]"}, "checker.toml", id="past one that is silent"
        ),
        pytest.param({"checker.toml": "", "a/.git/HEAD": ""}, None, id="not past the top of a git tree"),
        pytest.param({"a/checker.toml": "", "a/.git/HEAD": ""}, "a/checker.toml", id="at the top of a git tree"),
        pytest.param({"checker.toml": "", "a/.git": "gitdir: x"}, None, id="nor past that of a linked one"),
    ],
)
def test_the_nearest_file_is_found(files: dict[str, str], found: str | None, tmp_path: Path) -> None:
    for name, text in {"top/.git/HEAD": "", **{f"top/{name}": text for name, text in files.items()}}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    start = tmp_path / "top" / "a" / "b"
    start.mkdir(parents=True, exist_ok=True)
    assert config.find(start) == (tmp_path / "top" / found if found else None)


CLAIMS = {"one": [{"value": "40"}], "two": [{"value": "55", "published": "2021-01-01"}]}
PROPERTIES = {"size": {"label": "size", "datatype": "quantity", "kind": "constant"}}


@pytest.fixture
def corpus(build, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one contradiction, in which the command is run."""
    claims = build(CLAIMS, PROPERTIES)
    monkeypatch.chdir(claims.parent)
    (claims.parent / ".git").mkdir()
    return claims.parent


def run(*arguments: str):
    return CliRunner().invoke(main, [*arguments])


@pytest.mark.parametrize(
    ("text", "flags", "code"),
    [
        pytest.param("", (), 1, id="the default"),
        pytest.param('fail-on = "never"', (), 0, id="the file"),
        pytest.param('fail-on = "never"', ("--fail-on", "error"), 1, id="a flag goes before the file"),
        pytest.param('fail-on = "never"', ("--isolated",), 1, id="no file"),
        pytest.param("exit-zero = true", (), 0, id="never 1"),
        pytest.param('severity.value-conflict = "warning"', (), 0, id="a rule that weighs less"),
        pytest.param('severity.value-conflict = "off"', (), 0, id="a rule that is off"),
        pytest.param('severity.value-conflict = "info"', ("--fail-on", "info"), 1, id="a rule that weighs little"),
        pytest.param('ignore = ["value-conflict"]', (), 0, id="a rule that is ignored"),
        pytest.param('select = ["agreement"]', (), 0, id="another rule selected"),
        pytest.param('fail-on = "loud"\nexit-zero = true', (), 2, id="a fault"),
        pytest.param('documents = "texts"', (), 2, id="a folder that is not there"),
        pytest.param("x = [", (), 2, id="no TOML"),
    ],
)
def test_the_configuration_reaches_the_gate(corpus: Path, text: str, flags: tuple[str, ...], code: int) -> None:
    (corpus / "checker.toml").write_text(text, "utf-8")
    done = run("check", "--as-of", "2026-11-22", *flags)
    assert done.exit_code == code, done.output
    if code == 2:
        assert "1 contradiction" in done.output, "everything else is still checked and reported"
        assert "checker.toml:1" in done.output


def test_a_fault_is_told_where_only_one_file_was_asked_for(corpus: Path) -> None:
    (corpus / "checker.toml").write_text("x = 1", "utf-8")
    assert run("check", "claims/one.yaml", "--as-of", "2026-11-22").exit_code == 2


def test_every_value_is_shown_with_its_origin(corpus: Path) -> None:
    (corpus / "checker.toml").write_text(
        '\nreviewers = ["ann"]\nas-of = 2026-11-22\n[severity]\nagreement = "off"\n', "utf-8"
    )
    done = run("config", "--max-tensions", "0", "--ignore", "agreement,value-conflict")
    assert done.exit_code == 0
    lines = [line.rpartition("  # ") for line in done.output.splitlines()]
    shown = {line.strip(): origin for line, _, origin in lines}
    assert shown == {
        'claims = "claims"': "default",
        "# documents is not set": "default",
        'as-of = "2026-11-22"': "checker.toml:3",
        'fail-on = "error"': "default",
        "max-tensions = 0": "--max-tensions",
        "fail-on-outvoted = false": "default",
        "fail-on-removed = false": "default",
        "exit-zero = false": "default",
        "select = []": "default",
        'ignore = ["agreement", "value-conflict"]': "--ignore",
        'severity = {agreement = "off"}': "checker.toml:4",
        'reviewers = ["ann"]': "checker.toml:2",
        "accept-proposed = false": "default",
        "# baseline is not set": "default",
    }
    again = config.parse(done.output.encode(), "checker.toml", False, RULE_IDS)
    assert again.faults == ()
    assert (
        config.policy(again.given)
        == requested((), {"max-tensions": 0, "ignore": ("agreement", "value-conflict")}).policy
    )


def test_config_tells_faults_and_fails(corpus: Path) -> None:
    (corpus / "checker.toml").write_text("max-tensions = 1.5", "utf-8")
    done = run("config")
    assert done.exit_code == 2
    expected = (
        "checker.toml:1:1: wrong-type: max-tensions: found 1.5, expected a whole number from 0 on, without quotes"
    )
    assert expected in done.stderr


def test_paths_of_a_file_begin_where_it_lies(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (corpus / "texts").mkdir()
    (corpus / "checker.toml").write_text('claims = "claims"\ndocuments = "texts"\nbaseline = "b.txt"', "utf-8")
    below = corpus / "somewhere" / "else"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    task = requested((), {})
    assert (task.root, task.documents, task.baseline) == (corpus / "claims", corpus / "texts", corpus / "b.txt")


def test_a_corpus_elsewhere_is_held_to_its_own_policy(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (corpus / "checker.toml").write_text('fail-on = "never"', "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))
        assert requested((corpus / "claims",), {}).policy.fail_on == "never"
        assert requested((corpus / "claims",), {"isolated": True}).policy.fail_on == "error"


def test_every_setting_but_the_lists_of_a_file_has_a_flag() -> None:
    flags = {*POLICY_FLAGS, "as-of", "documents", "claims"}
    assert set(config.KEYS) - flags == {"severity", "reviewers", "accept-proposed"}
    assert set(config.KEYS) == set(config.DEFAULTS)
