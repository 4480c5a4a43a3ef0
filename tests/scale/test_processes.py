"""What several processes judge is, byte for byte, what one does; what a copy does not tell is judged by the first."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

import pytest

from checker import subjects
from checker.cache.store import open_store, save
from checker.report.json import write
from checker.request import Request
from checker.run import examine
from checker.scale import processes
from checker.scale.engine import ScanOptions
from checker.scale.engines import Limits
from tests.laws.conftest import NOW

CORPORA = ("claims", "tests/corpora/water/claims")


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Four cores, on which it always pays; the processes that were made."""
    made: list[int] = []
    fork = os.fork

    def counted() -> int:
        process = fork()
        made.append(process)
        return process

    here, threads = threading.current_thread(), threading.enumerate
    others = {thread for thread in threads() if thread is not here}  # those of whatever runs the tests
    monkeypatch.setattr(threading, "main_thread", lambda: here)
    monkeypatch.setattr(threading, "enumerate", lambda: [thread for thread in threads() if thread not in others])
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(4))
    monkeypatch.setattr(os, "fork", counted)
    monkeypatch.setattr(subjects, "PAYS", 0)
    return made


def request(root: Path, threads: int, cache: Path | None = None) -> Request:
    return Request(root, NOW, scan=ScanOptions(limits=Limits(threads=threads)), cache=cache)


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("corpus", CORPORA)
def test_any_number_gives_the_same_bytes(root: Path, corpus: str, copied: list[int], tmp_path: Path) -> None:
    alone = write(examine(request(root / corpus, 1)))
    assert not copied
    assert write(examine(request(root / corpus, 3))) == alone
    assert len(copied) == 2
    assert all(map(gone, copied))
    with_cache = request(root / corpus, 2, tmp_path / "cache")
    for _ in range(2):  # the second run recalls what copies told
        store = open_store(with_cache.cache)
        assert write(examine(with_cache, store)) == alone
        save(store)
    assert len(copied) == 3


@pytest.mark.parametrize("end", ["it is killed", "it tells nothing that can be read", "it raises"])
def test_what_a_copy_does_not_tell_is_judged_all_the_same(
    root: Path, end: str, copied: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = write(examine(request(root / CORPORA[0], 1)))
    first, texts = os.getpid(), subjects._texts

    def told(*given: Any) -> object:
        if os.getpid() == first:
            return texts(*given)
        if end == "it is killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if end == "it raises":
            raise KeyboardInterrupt
        return ("[1", "nothing")

    monkeypatch.setattr(subjects, "_texts", told)
    assert write(examine(request(root / CORPORA[0], 2))) == alone
    assert len(copied) == 1
    assert gone(copied[0])


def test_copies_are_gone_where_the_first_stops(copied: list[int]) -> None:
    with pytest.raises(KeyboardInterrupt), processes.copies(lambda _: signal.pause(), [[0], [1]]):
        raise KeyboardInterrupt
    assert len(copied) == 2
    assert all(map(gone, copied))


@pytest.mark.parametrize(
    ("weights", "most", "pays", "expected"),
    [
        pytest.param([1, 1], 4, 3, [[0, 1]], id="too little to pay"),
        pytest.param([5, 5], 1, 0, [[0, 1]], id="one process is allowed"),
        pytest.param([], 4, 0, [[]], id="nothing to do"),
        pytest.param([9], 4, 0, [[0]], id="one piece of work"),
        pytest.param([1, 5, 2, 3], 2, 5, [[1, 0], [3, 2]], id="the heaviest first, to whoever has least"),
        pytest.param([1] * 9, 9, 5, [[0, 4, 8], [1, 5], [2, 6], [3, 7]], id="no more than there are cores"),
    ],
)
def test_shares(weights: list[int], most: int, pays: int, expected: list[list[int]]) -> None:
    assert processes.shares(weights, most, pays) == expected


def test_no_copy_is_made_while_another_thread_works() -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    waiting = threading.Timer(60, ended.set)
    waiting.start()
    assert len(processes.shares([5, 5], 2, 0)) == 2, "it only waits"
    other.start()
    found = processes.shares([5, 5], 2, 0)
    ended.set()
    waiting.cancel()
    other.join()
    assert found == [[0, 1]]
