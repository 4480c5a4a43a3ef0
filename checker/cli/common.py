"""What commands share: their options, the settings in force, and a check of the corpus under them."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checker.cli.table_options import TABLES
from checker.cli.table_options import asked as engine_asked
from checker.scale.engine import Asked
from checker.scale.engines import EngineError

if TYPE_CHECKING:
    from checker.cache.store import Store
    from checker.config import Given, Loaded
    from checker.model.policy import Base, Policy
    from checker.model.result import Result

THRESHOLDS = ("error", "warning", "info", "never")

Flags = Mapping[str, Any]
"""The flags that were given, by the name of the setting that each replaces; `config` and `isolated` among them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting that a flag or the configuration gives, with its origin; `loaded` is what the file holds."""

    given: Mapping[str, Given]
    loaded: Loaded
    file: Path | None = None

    @property
    def policy(self) -> Policy:
        from checker import config

        return config.policy(self.given)


@dataclass(frozen=True, slots=True)
class Job:
    """A corpus and what is asked of it. `chosen` are the files or folders in it that the report is about, `cache` the
    file in which a run keeps what it read and judged.
    """

    root: Path
    chosen: tuple[str, ...]
    as_of: str
    documents: Path | None
    baseline: Path | None
    policy: Policy
    settings: Settings
    faults: tuple = field(default=())
    cache: Path | None = None
    asked: Asked = Asked()


def today() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001  # click's signature
    from datetime import date

    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"found {value!r}, expected a date such as 2026-11-22") from None


# click calls every callback with these three
def _rules(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001
    from checker.run import RULE_IDS

    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    for name in names:
        if name not in RULE_IDS:
            raise click.BadParameter(f"{name!r} is no rule; the rules are {', '.join(RULE_IDS)}")
    return names


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
CORPUS: dict[str, Callable] = {
    "as-of": click.option(
        "--as-of", callback=day, metavar="DATE", help="The date that counts as now (default: today)."
    ),
    "documents": click.option(
        "--documents", type=FOLDER, metavar="DIR", help="Check every quote against the documents' texts in this folder."
    ),
    "config": click.option("--config", type=FILE, metavar="FILE", help="Use this configuration file."),
    "isolated": click.option("--isolated", is_flag=True, help="Use no configuration file."),
    "no-cache": click.option("--no-cache", is_flag=True, help="Read and judge everything anew, and keep nothing."),
}
POLICY: dict[str, Callable] = {
    "fail-on": click.option(
        "--fail-on", type=click.Choice(THRESHOLDS), help="Least severity that fails (default: error)."
    ),
    "max-tensions": click.option(
        "--max-tensions", type=click.IntRange(0), metavar="N", help="Fail where more tensions are open."
    ),
    "exit-zero": click.option("--exit-zero", is_flag=True, help="Exit with 0 instead of 1 when there are findings."),
    "select": click.option(
        "--select", callback=_rules, multiple=True, metavar="RULE", help="Only these rules; repeatable."
    ),
    "ignore": click.option(
        "--ignore", callback=_rules, multiple=True, metavar="RULE", help="All rules but these; repeatable."
    ),
    "baseline": click.option(
        "--baseline",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Let the findings in this file pass (default: checker-baseline.txt beside the claims).",
    ),
}


def _flags(options: Mapping[str, Callable]) -> Callable[[Callable], Callable]:
    """Adds options to a command; it gets those that were given as one mapping `flags`."""

    def decorate(command: Callable) -> Callable:
        @functools.wraps(command)
        def run(**found: Any) -> Any:
            values = {key: found.pop(key.replace("-", "_")) for key in options}
            return command(flags={key: value for key, value in values.items() if _was_given(value)}, **found)

        for option in reversed(tuple(options.values())):
            run = option(run)
        return run

    return decorate


def _was_given(value: Any) -> bool:
    return value is not None and value is not False and value != ()


corpus_options = _flags(CORPUS)
"""The options of every command that checks a corpus."""

policy_options = _flags({**POLICY, **CORPUS})
"""Those, and the options that say what fails."""

check_options = _flags({**POLICY, **CORPUS, **TABLES})
"""Those, and the options for large tables."""


def start(paths: tuple[Path, ...]) -> Path:
    """The folder from which a configuration is looked for, upwards."""
    first = paths[0].resolve() if paths else Path.cwd()
    return first if first.is_dir() else first.parent


def settings(paths: tuple[Path, ...], flags: Flags, trusted: Loaded | None = None) -> Settings:
    """The settings in force: flags go before the configuration file, that before the defaults.

    `trusted` is what counts instead of the configuration file, where that is part of what is judged.
    """
    from checker import config
    from checker.run import RULE_IDS

    file = flags.get("config") or (None if flags.get("isolated") else config.find(start(paths)))
    loaded = trusted or (config.load(file, RULE_IDS) if file else config.Loaded())
    given = {key: config.Given(value, f"--{key}") for key, value in flags.items() if key in config.KEYS}
    if paths:
        given["claims"] = config.Given(paths[0] if len(paths) == 1 else paths, "argument")
    return Settings({**loaded.given, **given}, loaded, file)


def job(paths: tuple[Path, ...], flags: Flags, trusted: Loaded | None = None) -> Job:
    """The corpus that the paths, the configuration or the place name, and what is asked of it."""
    from checker import config
    from checker.cache.store import place
    from checker.model.fault import Fault, Mark

    asked = settings(paths, flags, trusted)
    places: dict[str, Path] = {}
    faults = list(asked.loaded.faults)
    for key in ("claims", "documents", "baseline"):
        if (one := asked.given.get(key)) and not (paths and key == "claims"):
            places[key] = one.value if isinstance(one.value, Path) else asked.loaded.folder / one.value
            if key != "baseline" and not os.path.isdir(places[key]):  # noqa: PTH112  # `is_dir` raises on a name too long
                file, _, line = one.origin.rpartition(":")
                message = f"there is no folder {one.value} beside {file}; make it, or name another one"
                faults.append(Fault(Mark(file, int(line)), "no-folder", key, message))
                del places[key]
    if not paths and "claims" in asked.given and "claims" not in places:
        raise click.UsageError(f"{faults[-1].mark}: {faults[-1].message}")
    root, chosen = corpus(paths or ((places["claims"],) if "claims" in places else ()))
    now = asked.given.get("as-of", config.Given(None)).value or today()
    return Job(
        root,
        chosen,
        now,
        places.get("documents"),
        places.get("baseline"),
        asked.policy,
        asked,
        tuple(sorted(faults)),
        None if flags.get("no-cache") else place(root),
        engine_asked(flags),
    )


def checked(task: Job, base: Base | None = None, store: Store | None = None) -> Result:
    """The result of a job, with decisions, suppressions and baseline, as far as it is about what was chosen.

    `base` is the tree before the change under test. `store`: what was kept, where that is open already.
    """
    return settled(task, found(task, store), base)


def found(task: Job, store: Store | None = None) -> Result:
    """What the rules find in the corpus of a job, before people have their say."""
    from checker.cache.store import opened, save
    from checker.run import examine

    store = store or opened(task.cache)
    policy = task.policy
    try:
        result = examine(task.root, task.as_of, task.documents, policy.select, policy.ignored, store, task.asked)
    except EngineError as error:
        raise refuse(str(error)) from None
    save(store)
    return result


def settled(task: Job, result: Result, base: Base | None = None) -> Result:
    """What was found, with decisions, suppressions and baseline, as far as it is about what was chosen."""
    from checker.run import only, settle

    result = settle(result, task.root, task.policy, base, task.baseline)
    result = only(result, task.chosen) if task.chosen else result
    sources = {**result.corpus.sources, **task.settings.loaded.sources}
    whole = replace(result.corpus, sources=sources)
    return replace(result, corpus=whole, faults=tuple(sorted((*task.faults, *result.faults))))


def corpus(paths: tuple[Path, ...]) -> tuple[Path, tuple[str, ...]]:
    """The root of the corpus that the paths lie in, and the files or folders in it that were named."""
    if not paths:
        paths = (Path("claims"),)
        if not paths[0].is_dir():
            raise click.UsageError("there is no folder claims here; name the folder of your claim files")
    roots = {_root(path) for path in paths}
    if len(roots) > 1:
        raise click.UsageError(f"the paths belong to several corpora: {', '.join(sorted(map(str, roots)))}")
    root = roots.pop()
    inside = tuple(
        f"{root.name}/{path.resolve().relative_to(root).as_posix()}" for path in paths if path.resolve() != root
    )
    return root, inside if len(inside) == len(paths) else ()


def _root(path: Path) -> Path:
    """The nearest folder upwards that holds a vocabulary; else the folder itself."""
    start = path.resolve() if path.is_dir() else path.resolve().parent
    for folder in (start, *start.parents):
        if (folder / "vocabulary.yaml").is_file():
            return folder
    return start


def folder(root: Path) -> str:
    """The way to the folder that the corpus lies in; empty where that is here, or not below here."""
    try:
        found = root.resolve().parent.relative_to(Path.cwd())
    except ValueError:
        return ""
    return "" if found == Path() else found.as_posix()


def exit_code(result: Result, policy: Policy) -> int:
    """What a run ends with under a policy."""
    from checker import gate

    code = gate.exit_code(
        result.findings,
        faults=bool(result.faults),
        complete=result.complete,
        fail_on=policy.fail_on,
        max_tensions=policy.max_tensions,
    )
    return 0 if policy.exit_zero and code == gate.FOUND else code


def save(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    import tempfile

    unfinished = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as file:
            unfinished = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o644)
        unfinished.replace(path)
    except OSError as error:
        if unfinished:
            unfinished.unlink(missing_ok=True)
        raise click.UsageError(f"{path} cannot be written ({error.strerror}); name another file") from error


def refuse(message: str) -> click.ClickException:
    """What was asked is not done, though nothing is wrong with the command line or the input."""
    from checker.gate import INCOMPLETE

    class Refused(click.ClickException):
        exit_code = INCOMPLETE

    return Refused(message)


def coloured(choice: str) -> bool:
    if choice == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"
