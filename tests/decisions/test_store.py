"""Files of decisions survive kills and many writers: nothing torn, nothing lost in silence."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from checker.decisions import store

KILLS = 1000
"""Source: the promise that decisions are held to. A forked writer costs a millisecond, so all of them run each time."""

WRITERS = 16
TURNS = 5
"""What each writer adds; it tries again with what it then finds whenever it is refused."""

KILLED = """
import os, random, signal, sys, time
from hashlib import sha256
from pathlib import Path
from checker.decisions import store

home, kills = Path(sys.argv[1]), int(sys.argv[2])
path = home / "value-conflict-00000000" / "ann.yaml"
chance = random.Random(20261122)

def content(number):
    body = f"{number}\\n" + f"{number:08d}" * 4000
    return (body + "\\n" + sha256(body.encode()).hexdigest()).encode()

def number_in(raw):
    body, _, digest = raw.decode().rpartition("\\n")
    assert sha256(body.encode()).hexdigest() == digest, "torn"
    return int(body.partition("\\n")[0])

def write_for_ever(pipe):
    seen = store.seen(path)
    number = number_in(path.read_bytes()) if seen else 0
    while True:
        number += 1
        seen = store.write(path, content(number), seen, root=home)
        os.write(pipe, b"%d\\n" % number)

told, inside = 0, 0
for _ in range(kills):
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        write_for_ever(theirs)
    os.close(theirs)
    time.sleep(chance.random() * 0.004)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(ours, "rb") as pipe:
        acknowledged = pipe.read().split()
    told = int(acknowledged[-1]) if acknowledged else told
    if path.exists():
        number = number_in(path.read_bytes())
        assert number in (told, told + 1), "an acknowledged write is lost"
        told = number
    else:
        assert told == 0
    inside += any(path.parent.glob(store.TEMPORARY + "*")) if path.parent.exists() else 0
last = store.write(path, b"the end", store.seen(path), root=home)
print(told, inside, len(list(path.parent.iterdir())))
"""

ADDING = """
import sys
from pathlib import Path
from checker.decisions import store

path, mark, turns = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
refused = 0
for turn in range(turns):
    while True:
        before = path.read_bytes() if path.exists() else b""
        seen = store.ABSENT if not before else store.sha256(before).hexdigest()
        try:
            store.write(path, before + f"{mark}-{turn}\\n".encode(), seen, root=path.parent.parent)
            break
        except store.Changed:
            refused += 1
print(refused)
"""


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def output(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out


def test_a_thousand_kills_tear_and_lose_nothing(tmp_path: Path) -> None:
    written, inside, left = map(int, output(run(KILLED, tmp_path, KILLS)).split())
    assert written > 10, "the writer wrote between the kills"
    assert inside > 0, "some kills met it inside a write"
    assert left == 1, "what killed writers leave behind is swept away"


def test_sixteen_writers_of_one_file_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "value-conflict-00000000" / "ann.yaml"
    writers = [run(ADDING, path, number, TURNS) for number in range(WRITERS)]
    refused = sum(int(output(writer)) for writer in writers)
    lines = path.read_text("utf-8").splitlines()
    assert sorted(lines) == sorted(f"{number}-{turn}" for number in range(WRITERS) for turn in range(TURNS))
    assert refused > 0, "they met one another"


def test_sixteen_writers_of_sixteen_files_lose_nothing(tmp_path: Path) -> None:
    paths = [tmp_path / f"value-conflict-{number:08d}" / "ann.yaml" for number in range(WRITERS)]
    writers = [run(ADDING, path, number, TURNS) for number, path in enumerate(paths)]
    assert [int(output(writer)) for writer in writers] == [0] * WRITERS
    assert [len(path.read_text("utf-8").splitlines()) for path in paths] == [TURNS] * WRITERS


def test_a_write_returns_the_hash_that_the_next_one_needs(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.yaml"
    first = store.write(path, b"one", store.ABSENT, root=tmp_path)
    assert first == store.seen(path) == sha256(b"one").hexdigest()
    store.write(path, b"two", first, root=tmp_path)
    assert path.read_bytes() == b"two"


@pytest.mark.parametrize(
    ("there", "expected"),
    [(None, "0" * 64), (b"other", store.ABSENT), (b"other", "0" * 64)],
    ids=["gone meanwhile", "made meanwhile", "changed meanwhile"],
)
def test_a_write_over_what_was_not_seen_is_refused(there: bytes | None, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.yaml"
    if there is not None:
        store.write(path, there, store.ABSENT, root=tmp_path)
    with pytest.raises(store.Changed):
        store.write(path, b"mine", expected, root=tmp_path)
    with pytest.raises(store.Changed):
        store.remove(path, expected, root=tmp_path)
    assert (path.read_bytes() if path.exists() else None) == there


def test_a_removed_file_takes_its_empty_folder_along(tmp_path: Path) -> None:
    ann, ben = (tmp_path / "a" / f"{name}.yaml" for name in ("ann", "ben"))
    seen = [store.write(path, b"x", store.ABSENT, root=tmp_path) for path in (ann, ben)]
    store.remove(ann, seen[0], root=tmp_path)
    assert list(tmp_path.rglob("*")) == [ben.parent, ben]
    store.remove(ben, seen[1], root=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_through_a_link_that_leads_out(tmp_path: Path) -> None:
    outside, home = tmp_path / "outside", tmp_path / "decisions"
    outside.mkdir()
    home.mkdir()
    (home / "a").symlink_to(outside)
    with pytest.raises(store.Outside):
        store.write(home / "a" / "b.yaml", b"x", store.ABSENT, root=home)
    assert list(outside.iterdir()) == []


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a" / "b.yaml"
    seen = store.write(path, b"old", store.ABSENT, root=tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.write(path, b"new", seen, root=tmp_path)
    assert [one.read_bytes() for one in path.parent.iterdir()] == [b"old"]


def _three(folder: Path) -> dict[Path, tuple[bytes | None, str]]:
    """A file that changes, one that is new, one that goes."""
    for name in "ac":
        (folder / name).write_bytes(name.encode())
    a, b, c = (folder / name for name in "abc")
    return {a: (b"A", store.seen(a)), b: (b"B", store.ABSENT), c: (None, store.seen(c))}


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_all_of_several_files_are_written(tmp_path: Path) -> None:
    store.write_all(_three(tmp_path), root=tmp_path)
    assert _contents(tmp_path) == {"a": b"A", "b": b"B"}


def test_where_one_of_several_changed_none_is_written(tmp_path: Path) -> None:
    changes = _three(tmp_path)
    (tmp_path / "c").write_bytes(b"another")
    with pytest.raises(store.Changed):
        store.write_all(changes, root=tmp_path)
    assert _contents(tmp_path) == {"a": b"a", "c": b"another"}


def test_where_the_last_of_several_fails_the_others_are_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = _three(tmp_path)

    unlink = Path.unlink

    def full(path: Path, missing_ok: bool = False) -> None:
        if path.name == "c":
            raise OSError(28, "No space left on device")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", full)
    with pytest.raises(OSError, match="No space"):
        store.write_all(changes, root=tmp_path)
    assert _contents(tmp_path) == {"a": b"a", "c": b"c"}
