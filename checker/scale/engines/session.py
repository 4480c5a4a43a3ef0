"""A session of Spark: where its master is, what it may take, how far it is, and how it ends.

Whatever Java or a worker says is put into words for people.
"""

from __future__ import annotations

import logging
import os
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from checker.extras import absent, installing
from checker.scale.engines import DEFAULT, EngineError, Interrupted, Limits, Progress

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local[*]"
"""Spark in one process with all cores, when no other master is named."""

REACH_SECONDS = 5
"""A master that does not answer by then is not there; Spark itself would try for a minute."""

LARGEST = 2**31 - 1
"""Bytes that Spark hands over in one piece."""

COPIES = 8
"""Times its size that a file takes while it is handed over.

Source: measured; of 2 GiB, one file of 240 MB goes through and one of 400 MB does not, two at a time of 126 and 240 MB.
"""

POLL_SECONDS = 0.5
"""Between two looks at how far Spark is: its tasks take longer."""

LOST_SECONDS = 10
"""Without workers, after which a master that does not answer is given up: it is restarted in less."""

PATIENCE_SECONDS = 300
"""Without workers, after which a master that answers is given up: clusters take minutes to start them."""

WORKERS = "start workers, or see that they have the memory and the cores that are asked for"

WORK = "what Spark is at"

ENDED = (
    "it ended, most often for want of memory; allow more (--memory, in a cluster spark.executor.memory),"
    " or split large tables"
)

WORKER_ERRORS = {
    "ValueError": "",
    "MemoryError": "",
    "ModuleNotFoundError": " on a worker; install there what is installed here",
}
"""Errors of workers that say in their last line what is wrong, with a next step where they name none."""


@contextmanager
def session(master: str = LOCAL, limits: Limits = DEFAULT) -> Iterator[SparkSession]:
    """A session at a master, closed afterwards; a foreign master is given this package."""
    _installed()
    if trouble := _unreached(master):
        raise EngineError(trouble)
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    with tempfile.TemporaryDirectory(prefix="checker-") as folder, _unlogged(), _unwarned():
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.master(master).appName("checker")
        builder = builder.config(map=_settings(master, folder, limits))
        try:
            # a Java that is left while it starts would stay for ever; on the main thread Spark takes Ctrl-C for itself
            with _stoppable() as stopped, ThreadPoolExecutor(1) as starter:
                spark = starter.submit(builder.getOrCreate).result()
        except (Py4JError, PySparkException, OSError) as error:
            raise EngineError(f"Spark does not start: {_first_line(error)}; see that Java is 17 or newer") from None
        try:
            if stopped.is_set():
                raise Interrupted
            if not master.startswith("local"):
                package = Path(__file__).parents[2]
                archive = shutil.make_archive(f"{folder}/checker", "zip", package.parent, package.name)
                spark.sparkContext.addPyFile(archive)
            yield spark
        finally:
            with suppress(Py4JError, OSError):  # Java may be gone
                spark.stop()


@contextmanager
def _unwarned() -> Iterator[None]:
    """Spark asks for pandas and wants an old one; nothing here goes through it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield


@contextmanager
def _unlogged() -> Iterator[None]:
    """What the libraries of Spark log goes nowhere: what people must know is put into our words."""
    nowhere = logging.NullHandler()
    logging.getLogger().addHandler(nowhere)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(nowhere)


def _settings(master: str, folder: str, limits: Limits) -> dict[str, str | int | float | bool | None]:
    here = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return {
        "spark.driver.memory": f"{max(512, limits.memory // 2**20)}m",
        "spark.local.dir": folder,
        "spark.log.level": "OFF",  # what goes wrong is put into our words
        "spark.sql.execution.arrow.maxRecordsPerBatch": 65_536,
        "spark.sql.shuffle.partitions": 4 * limits.threads,
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.warehouse.dir": folder,
        "spark.ui.enabled": False,
        "spark.ui.showConsoleProgress": False,
        **(here if _is_near(master) else {}),
    }


def _installed() -> None:
    """Refuses to start without what Spark needs."""
    if not _java():
        raise EngineError("Spark needs a Java runtime (17 or newer) and none was found; install one or set JAVA_HOME")
    if absent("spark"):
        raise EngineError(f"Spark's libraries are not installed: {installing('spark')}")


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")


def _is_near(master: str) -> bool:
    """The master is this machine, so nobody else needs to reach the driver."""
    return master.startswith("local") or urlsplit(master).hostname in ("localhost", "127.0.0.1", "::1")


def _unreached(master: str) -> str:
    """Why a master cannot be had; nothing where it answers, or where only Spark can tell. Raises on what is none."""
    address = urlsplit(master)
    if address.scheme != "spark":
        if master.startswith(("local", "yarn", "k8s://")):
            return ""
        raise EngineError(f"the master is {master!r}; expected local[*], spark://HOST:PORT, yarn or k8s://…")
    try:
        host, port = address.hostname, address.port
    except ValueError:
        host = port = None
    if not host or not port:
        raise EngineError(f"the master is {master!r}; expected a host and a port, as in spark://host:7077")
    try:
        socket.create_connection((host, port), timeout=REACH_SECONDS).close()
    except OSError:
        return f"no Spark master answers at {master}; start it, or check its host and port"
    return ""


@contextmanager
def watched(spark: SparkSession, master: str, progress: Progress | None) -> Iterator[None]:
    """Reports how far Spark is, and ends what nobody works on any more, or what the user wants no more.

    Why: Spark itself would wait for workers for ever, and an interrupt in the middle of a call to Java may be lost.
    """
    done, lost = threading.Event(), ""

    def look() -> None:
        nonlocal lost
        worked = time.monotonic()
        while not done.wait(POLL_SECONDS):
            with suppress(Exception):  # Java is gone: whoever waits for it says so
                if progress:
                    progress(*_share(spark))
                if not _lonely(spark, master):
                    worked = time.monotonic()
                lost = lost or _given_up(master, time.monotonic() - worked)
                if lost or stopped.is_set():
                    spark.sparkContext.cancelAllJobs()

    with _stoppable() as stopped:
        watcher = threading.Thread(target=look, daemon=True)
        watcher.start()
        try:
            yield
        except Exception:  # whatever fails where Spark was lost or stopped, that is why
            if lost and not stopped.is_set():
                raise EngineError(lost) from None
            if not stopped.is_set():
                raise
        finally:
            done.set()
            watcher.join()
    if stopped.is_set():
        raise Interrupted


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """Ctrl-C sets a flag, and interrupts when it comes again. Only the main thread may ask for that."""
    stopped = threading.Event()

    def stop(*_: object) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def _given_up(master: str, seconds: float) -> str:
    """Why nobody waits any longer for workers of a master; nothing while somebody does."""
    if seconds > LOST_SECONDS and (gone := _unreached(master)):
        return gone
    waiting = seconds <= PATIENCE_SECONDS
    return "" if waiting else f"no worker of {master} took the work within {PATIENCE_SECONDS} seconds; {WORKERS}"


def room(spark: SparkSession, master: str, limits: Limits) -> int:
    """Bytes of a file that a worker may be handed in one piece."""
    near = master.startswith("local")
    java: Any = spark.sparkContext._jsc
    memory = limits.memory // spark.sparkContext.defaultParallelism if near else java.sc().executorMemory() * 2**20
    return min(LARGEST, memory // COPIES)


def _lonely(spark: SparkSession, master: str) -> bool:
    """Nobody but the driver is there to work."""
    java: Any = spark.sparkContext._jsc
    return not master.startswith("local") and java.sc().getExecutorMemoryStatus().size() < 2


def _share(spark: SparkSession) -> tuple[str, float]:
    """How much is done of what Spark does just now."""
    tracker = spark.sparkContext.statusTracker()
    stages = [stage for number in tracker.getActiveStageIds() if (stage := tracker.getStageInfo(number))]
    tasks = sum(stage.numTasks for stage in stages)
    return WORK, sum(stage.numCompletedTasks for stage in stages) / tasks if tasks else 0.0


@contextmanager
def errors_explained(spark: SparkSession) -> Iterator[None]:
    """Errors of the workers and of Java in words for people."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        with _unwarned():
            yield
    except KeyboardInterrupt:
        with suppress(Py4JError, OSError):
            spark.sparkContext.cancelAllJobs()
        raise Interrupted from None
    except (Py4JError, PySparkException, OSError) as error:
        raise EngineError(f"Spark could not read or screen the boxes: {_first_line(error)}") from None


def _first_line(error: BaseException) -> str:
    """What went wrong, without the trace of calls; of an error in a worker the last line, which is its message."""
    from py4j.protocol import Py4JError, Py4JJavaError

    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    gone = isinstance(error, (ConnectionError, Py4JError)) and not isinstance(error, Py4JJavaError)
    if gone or any(sign in line for line in lines for sign in ("OutOfMemoryError", "ExecutorLostFailure")):
        return ENDED
    for name, step in WORKER_ERRORS.items():
        if messages := [line.removeprefix(name).removeprefix(": ") for line in lines if line.startswith(name)]:
            return f"{messages[-1] or name}{step}"
    of_java = [line.removeprefix(": ") for line in lines if line.startswith(": ")]
    return next(iter((*of_java, *lines)), type(error).__name__)
