"""An output format is two files: its writer, and the list."""

from __future__ import annotations

from tests.conftest import ROOT
from tests.places_to_change.conftest import Change, Copy, Edit, Outcomes

FILE = "checker/report/brief.py"
LIST = "checker/report/formats.py"
BRIEF = (ROOT / "checker/report/concise.py").read_text("utf-8")
ENTRY = '    Format("brief", "txt", "one line for each finding, in the scratch copy"),\n'
BEFORE = '    Format("agent",'
CHANGES = (FORMAT,) = (Change(("brief",), (Edit(FILE, BRIEF), Edit(LIST, ENTRY + BEFORE, before=BEFORE))),)
OF_EACH = tuple(
    f"tests/report/test_formats.py::test_it_{name}"
    for name in ("is_documented", "has_a_word_for_every_level", "ends_its_last_line")
)
TESTS = ("tests/report/test_formats.py::test_every_writer_is_registered", *OF_EACH)


def test_an_output_format_takes_two_files(copy: Copy) -> None:
    assert copy.edited_for(FORMAT) == {FILE, LIST}
    assert copy.generated_for(FORMAT) == {"docs/formats.md"}


def test_its_page_tells_of_it(copy: Copy) -> None:
    assert "| `brief` | `.txt` |" in copy.read("docs/formats.md")


def test_the_command_writes_it(copy: Copy) -> None:
    brief, concise = (copy.check(ROOT / "claims", "--format", form) for form in ("brief", "concise"))
    assert "error[" in brief.out
    assert brief == concise


def test_the_tests_of_all_formats_hold(outcomes: Outcomes) -> None:
    assert outcomes.passed(TESTS)
    assert len(outcomes.passed(OF_EACH, "brief")) == 4  # the last line both of a report and of an empty one
