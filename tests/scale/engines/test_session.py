"""What goes wrong with Spark is told in words for people, and nobody waits for ever."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

import pytest

from checker.scale.engines import session
from checker.scale.engines.session import ENDED, _first_line, _given_up, _stoppable

TRACE = """
An exception was thrown from the Python worker. Please see the stack trace below.
Traceback (most recent call last):
  File "worker.py", line 1, in main
{last}
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TRACE.format(last="ValueError: lo of claim 1 is nan"), "lo of claim 1 is nan"),
        (TRACE.format(last="MemoryError"), "MemoryError"),
        (
            TRACE.format(last="ModuleNotFoundError: No module named 'pydantic'"),
            "No module named 'pydantic' on a worker; install there what is installed here",
        ),
        ("Job aborted: ExecutorLostFailure (executor 1 exited)", ENDED),
        ("Job aborted: java.lang.OutOfMemoryError: Java heap space", ENDED),
        (
            "An error occurred while calling o1.\n: java.io.IOException: no such host\n\tat x",
            "java.io.IOException: no such host",
        ),
        (
            "[PATH_NOT_FOUND] Path does not exist: hdfs://host/a.",
            "[PATH_NOT_FOUND] Path does not exist: hdfs://host/a.",
        ),
        ("", "Exception"),
    ],
    ids=[
        "an error of a worker",
        "no memory in a worker",
        "a library that a worker lacks",
        "a worker that is gone",
        "no memory in Java",
        "an error of Java",
        "an error of Spark",
        "no words at all",
    ],
)
def test_the_first_line_says_what_is_wrong(text: str, message: str) -> None:
    pytest.importorskip("py4j", reason="Spark is not installed")
    assert _first_line(Exception(text)) == message


def test_java_that_is_gone_is_told() -> None:
    pytest.importorskip("py4j", reason="Spark is not installed")
    from py4j.protocol import Py4JNetworkError

    assert _first_line(ConnectionRefusedError(111, "Connection refused")) == ENDED
    assert _first_line(Py4JNetworkError("Answer from Java side is empty")) == ENDED
    assert ENDED.endswith("allow more (--memory, in a cluster spark.executor.memory), or split large tables")


def test_workers_are_waited_for_but_not_for_ever(free_port: Callable[[], int]) -> None:
    gone = f"spark://127.0.0.1:{free_port()}"
    assert _given_up(gone, session.LOST_SECONDS) == ""
    assert _given_up(gone, session.LOST_SECONDS + 1).startswith(f"no Spark master answers at {gone}; start it")
    assert _given_up("yarn", session.PATIENCE_SECONDS) == ""
    assert _given_up("yarn", session.PATIENCE_SECONDS + 1) == (
        "no worker of yarn took the work within 300 seconds; start workers, or see that they have the memory and the"
        " cores that are asked for"
    )


def test_the_first_interrupt_is_noted_and_the_second_stops() -> None:
    before = signal.getsignal(signal.SIGINT)
    with _stoppable() as stopped:
        os.kill(os.getpid(), signal.SIGINT)
        assert stopped.wait(5)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_only_the_main_thread_takes_interrupts() -> None:
    found: list[object] = []

    def work() -> None:
        with _stoppable():
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [signal.getsignal(signal.SIGINT)]
