"""The past is read without touching anything: no work tree, no hook, no network; and every refusal says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.history.git import HistoryError, contents, listing, merge_bases, repository
from checker.readers.encoding import SIZE_LIMIT
from tests.history.conftest import STAFF, Build, Git, new_since, run, write

UNKNOWN = "there is no revision {} here; "


@pytest.mark.parametrize(
    ("ref", "told"),
    [
        pytest.param("--output=written", "found '--output=written', expected a revision", id="an option"),
        pytest.param("-", "found '-', expected a revision", id="a dash"),
        pytest.param("", "found '', expected a revision", id="nothing"),
        pytest.param("a\nb", "expected a revision", id="two lines"),
        pytest.param("mian", UNKNOWN.format("mian") + "did you mean main?", id="a slip"),
        pytest.param(
            "zzz", UNKNOWN.format("zzz") + "if it is not fetched yet: git fetch origin zzz", id="a branch not fetched"
        ),
        pytest.param(
            "up/zzz", UNKNOWN.format("up/zzz") + "if it is not fetched yet: git fetch up zzz", id="a branch of a remote"
        ),
        pytest.param("HEAD:claims", "there is no revision HEAD:claims", id="a folder of a commit"),
        pytest.param("0" * 40, "there is no revision 000", id="a commit that is not there"),
    ],
)
@pytest.mark.usefixtures("based")
def test_a_revision_that_cannot_be_read_is_told(ref: str, told: str) -> None:
    for result in (new_since(ref), run("diff", "--as-of", "2026-11-22", "--", ref)):
        assert result.exit_code == 2
        said = " ".join(result.stderr.split())
        assert told.replace("did you mean main?", "did you mean main?") in said
        assert not Path("written").exists()


def test_outside_of_git_there_is_nothing_to_compare_with(build: Build) -> None:
    build({"one": [{"value": "85"}]}, STAFF)
    result = new_since("main")
    assert result.exit_code == 2
    assert "lies in no git work tree, so there is no revision to compare with" in result.stderr


@pytest.mark.usefixtures("git")
def test_a_repository_without_a_commit(build: Build) -> None:
    build({"one": [{"value": "85"}]}, STAFF)
    result = new_since("HEAD")
    assert result.exit_code == 2
    assert "there is no revision HEAD here" in result.stderr or "no commit yet" in result.stderr


@pytest.mark.usefixtures("based")
def test_without_the_git_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    result = new_since("main")
    assert result.exit_code == 2
    assert "there is no git program here, which reads the past; install git" in result.stderr


def test_branches_without_a_common_commit(git: Git, based: Path) -> None:
    git("checkout", "--quiet", "--orphan", "other")
    write(based, "three", "85")
    git("commit")
    result = new_since("main")
    assert result.exit_code == 2
    assert "main and HEAD have no commit in common" in result.stderr


@pytest.fixture
def origin(git: Git, based: Path, tmp_path: Path) -> str:
    """The address of a repository in which both branches went on for some commits."""
    for name in ("five", "six"):
        write(based, name, "85")
        git("commit")
    write(based, "three", "97")
    git("commit")
    git("checkout", "--quiet", "main")
    write(based, "four", "85")
    git("commit")
    git("config", "uploadpack.allowFilter", "true")
    return tmp_path.as_uri()


def cloned(git: Git, origin: str, target: Path, *options: str) -> Path:
    git("clone", "--quiet", *options, "--branch", "change", origin, str(target))
    return target / "claims"


def test_a_shallow_clone_says_what_to_fetch_and_works_when_that_is_done(
    git: Git, origin: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path_factory.mktemp("clone") / "shallow"
    claims = cloned(git, origin, target, "--depth=1", "--no-single-branch")
    monkeypatch.chdir(target)
    result = new_since("origin/main", claims)
    assert result.exit_code == 2
    said = " ".join(result.stderr.split())
    assert "this clone is shallow" in said
    assert "git fetch --unshallow" in said
    git("fetch", "--quiet", "--unshallow", folder=target)
    result = new_since("origin/main", claims)
    assert result.exit_code == 1
    assert "NEW since origin/main" in result.stdout


def test_a_shallow_clone_that_lacks_the_branch_says_so(
    git: Git, origin: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path_factory.mktemp("clone") / "shallow"
    claims = cloned(git, origin, target, "--depth=1")
    monkeypatch.chdir(target)
    result = new_since("origin/main", claims)
    assert result.exit_code == 2
    said = " ".join(result.stderr.split())
    assert "there is no revision origin/main here, or this shallow clone lacks it" in said
    assert "git fetch origin main" in said


def test_a_partial_clone_is_told_and_nothing_is_fetched(
    git: Git, origin: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path_factory.mktemp("clone") / "partial"
    claims = cloned(git, origin, target, "--filter=blob:none", "--no-checkout")
    claims.mkdir()
    (claims / "vocabulary.yaml").write_text("entities: {}\n", "utf-8")
    monkeypatch.chdir(target)
    result = new_since("origin/main", claims)
    assert result.exit_code == 2
    said = " ".join(result.stderr.split())
    assert "this clone lacks claims/" in said
    assert "nothing is fetched while checking" in said


def test_nothing_that_the_repository_configures_is_run(git: Git, based: Path, tmp_path: Path) -> None:
    trap = tmp_path / ".git" / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / '.git' / 'sprung'}\n", "utf-8")
    trap.chmod(0o755)
    for name in ("post-checkout", "pre-commit", "reference-transaction", "post-index-change"):
        (tmp_path / ".git" / "hooks" / name).symlink_to(trap)
    settings = {
        "core.fsmonitor": str(trap),
        "core.pager": str(trap),
        "diff.external": str(trap),
        "credential.helper": str(trap),
        "filter.trap.smudge": str(trap),
        "filter.trap.clean": str(trap),
        "diff.trap.textconv": str(trap),
    }
    for name, value in settings.items():
        git("config", name, value)
    write(based, "three", "97")
    (tmp_path / ".gitattributes").write_text("*.yaml diff=trap filter=trap export-subst\n", "utf-8")
    (tmp_path / ".git" / "sprung").unlink(missing_ok=True)
    assert new_since("main").exit_code == 1
    assert not (tmp_path / ".git" / "sprung").exists()


def test_what_was_committed_is_read_whatever_replaces_it_here(git: Git, based: Path) -> None:
    commit = git("rev-parse", "HEAD").strip()
    write(based, "three", "97")
    git("commit")
    git("replace", commit, "HEAD")
    assert new_since(commit).exit_code == 1


@pytest.mark.usefixtures("git")
def test_a_hook_of_git_may_run_it(based: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(based, "three", "97")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "elsewhere" / "index"))
    assert new_since("main").exit_code == 1


@pytest.mark.parametrize("name", ["naïve ‘one’", "two\nlines", 'quoted "x"', "-dash", "*"])
def test_any_name_of_a_file_or_folder(git: Git, build: Build, tmp_path: Path, name: str) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF, folder=f"of {name}")
    (claims / "one.yaml").rename(claims / f"{name}.yaml")
    git("commit")
    result = new_since("HEAD", tmp_path / f"of {name}")
    assert result.exit_code == 0, result.output
    assert "1 disagreement was there before" in result.stdout


def test_a_corpus_at_the_top_of_the_tree(git: Git, build: Build, tmp_path: Path) -> None:
    claims = build({"one": [{"value": "85"}], "two": [{"value": "97"}]}, STAFF)
    for path in claims.iterdir():
        path.rename(tmp_path / path.name)
    claims.rmdir()
    git("commit")
    assert new_since("HEAD", tmp_path).exit_code == 0
    write(tmp_path, "three", "111")
    assert new_since("HEAD", tmp_path).exit_code == 1


def test_links_of_before_are_treated_as_those_of_now(git: Git, based: Path, tmp_path: Path) -> None:
    secret = tmp_path.parent / f"{tmp_path.name}-secret.yaml"
    secret.write_text("secret: words\n", "utf-8")
    (based / "out.yaml").symlink_to(secret)
    (based / "again.yaml").symlink_to("one.yaml")
    (based / "around").symlink_to(".")
    git("commit")
    git("branch", "--force", "main")
    for name in ("out.yaml", "again.yaml", "around"):
        (based / name).unlink()
    result = new_since("main")
    assert result.exit_code == 0, result.output
    assert "secret" not in result.output.replace(str(tmp_path.parent), "")
    assert secret.read_text("utf-8") == "secret: words\n"


def test_an_overlong_file_is_read_as_far_as_shows_that_it_is(git: Git, based: Path, tmp_path: Path) -> None:
    with (based / "big.yaml").open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1000)
    git("commit")
    repo = repository(tmp_path)
    entries = listing(repo, merge_bases(repo, "HEAD")[0], ["claims"])
    read = {entry.path: raw for entry, raw in contents(repo, entries)}
    assert len(read["claims/big.yaml"]) == SIZE_LIMIT + 1
    assert read["claims/one.yaml"] == (based / "one.yaml").read_bytes()
    assert read["claims/vocabulary.yaml"] == (based / "vocabulary.yaml").read_bytes()


@pytest.mark.usefixtures("git")
def test_a_folder_of_somebody_else_is_told(based: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(HistoryError, match="belongs to another user; if you trust it: git config --global --add"):
        repository(based)


@pytest.mark.usefixtures("based")
def test_a_work_tree_of_its_own(git: Git, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("trees") / "other"
    git("worktree", "add", "--quiet", "--detach", str(other))
    write(other / "claims", "three", "97")
    assert new_since("main", other / "claims").exit_code == 1


def test_a_repository_of_somebody_else_is_named_by_its_top(
    git: Git, based: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git refuses the whole repository, so the folder of the claims would be the wrong one to trust."""
    git("commit")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    done = new_since("main")
    assert done.exit_code == 2
    advice = f"git config --global --add safe.directory {based.parent.resolve()}"
    assert advice in " ".join(done.output.split())
    assert f"{advice}/" not in " ".join(done.output.split())
