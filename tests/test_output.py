"""Where reports are written: files whole or not at all, streams into what they are, the standard output as `-`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from checker.cli.main import main
from checker.report.formats import NAMES
from tests import forked

DIFFER = {"one": [{"value": "85"}], "two": [{"value": "97"}]}
TENSE = {"one": [{"value": "85 %"}], "two": [{"value": "86 %"}]}
STAFF = {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant"}}
SHARE = {"staff": {"label": "staff", "datatype": "quantity", "kind": "constant", "unit": "%"}}


def run(root: Path, *options: str, **more) -> subprocess.CompletedProcess[str]:
    """The command as people start it, in the folder of the corpus; where `stdout` is given, to the very end of Python,
    which writes what is left.
    """
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    environment |= more.pop("env", {})
    command = ["check", root.name, "--as-of", "2026-11-22", *options]
    if not more:
        return forked.run(command, root.parent, environment)
    whole = [sys.executable, "-m", "checker", *command]
    return subprocess.run(
        whole, cwd=root.parent, stderr=subprocess.PIPE, text=True, env=environment, check=False, timeout=60, **more
    )


@pytest.fixture
def claims(build) -> Path:
    return build(DIFFER, STAFF)


def test_a_dash_is_the_standard_output_alone(claims: Path) -> None:
    done = run(claims, "--output", "json=-")
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)["schema"] == "findings-2"
    assert not (claims.parent / "-").exists()


def test_a_dash_stands_after_the_format_that_was_asked_for(claims: Path) -> None:
    both = run(claims, "--format", "concise", "--output", "json=-").stdout
    assert both.endswith(run(claims, "--format", "concise").stdout)
    assert both.startswith("{")


def test_a_pipe_is_written_into_and_stays_a_pipe(claims: Path) -> None:
    pipe = claims.parent / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text("utf-8")))
    reader.start()
    done = run(claims, "--output", "json=pipe")
    reader.join(timeout=30)
    assert (done.returncode, json.loads(got[0])["schema"]) == (1, "findings-2")
    assert pipe.is_fifo()


def test_the_file_that_a_shell_makes_of_a_process_is_written_into(claims: Path) -> None:
    command = (
        f"{sys.executable} -m checker check {claims.name} --quiet --exit-zero --output json=>(cat > got) && sleep 1"
    )
    subprocess.run(["bash", "-c", command], cwd=claims.parent, check=True, capture_output=True, timeout=60)
    assert json.loads((claims.parent / "got").read_text("utf-8"))["schema"] == "findings-2"


def test_the_standard_output_by_its_file_is_no_file_to_replace(claims: Path) -> None:
    target = claims.parent / "all"
    with target.open("w") as file:
        done = run(claims, "--quiet", "--output", "concise=/dev/stdout", stdout=file)
    assert done.returncode == 1
    text = target.read_text("utf-8")
    assert text.count("thing.staff-") == 2, "both reports are there"
    assert Path("/dev/stdout").is_symlink()


def test_a_link_gives_way_to_the_file(claims: Path) -> None:
    precious, link = claims.parent / "precious", claims.parent / "findings.json"
    precious.write_text("old", "utf-8")
    link.symlink_to(precious)
    assert run(claims, "--output", "json=findings.json").returncode == 1
    assert precious.read_text("utf-8") == "old"
    assert not link.is_symlink()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("options", [(), ("--output", "json=/dev/full"), ("--output", "json=-")])
def test_a_full_disk_ends_with_3_and_one_line(claims: Path, options: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        place = full if "json=/dev/full" not in options else subprocess.DEVNULL
        done = run(claims, *options, stdout=place)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "could not be written" in done.stderr or "cannot be written" in done.stderr


def test_a_reader_that_has_gone_is_no_open_finding(claims: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run(claims, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (3, "")


@pytest.mark.parametrize(
    ("environment", "painted"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_that_is_asked_for_by_the_environment(claims: Path, environment: dict[str, str], painted: bool) -> None:
    assert ("\x1b[" in run(claims, env=environment).stdout) == painted


@pytest.mark.parametrize("form", NAMES)
def test_more_tensions_than_are_allowed_are_told_in_every_format(build, form: str) -> None:
    root = build(TENSE, SHARE)
    asked = ["check", str(root), "--as-of", "2026-11-22", "--format", form, "--max-tensions"]
    few, many = (CliRunner().invoke(main, [*asked, most]) for most in ("1", "0"))
    words = "1 tension, at most 0 are allowed"
    assert (few.exit_code, many.exit_code) == (0, 1)
    assert words not in few.stdout
    assert words in many.stdout.replace("\\ ", " ").replace("%2C", ",")
    if form == "junit":
        assert int(ET.fromstring(many.stdout).get("failures", "0")) >= 1
