"""The page `docs/formats.md`, made from the table of formats."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from checker.report import agent, csv, github, json, sarif
from checker.report.formats import FORMATS
from checker.report.html.material import MOST_OF_A_LONE_TEXT, MOST_OF_A_TEXT
from checker.report.html.page import REST
from checker.report.html.render import LARGEST
from checker.report.html.site import MOST_ROWS
from checker.report.items import LEVELS

INTRODUCTION = """\
# Formats

Made from `checker/report/formats.py` by `make generate`; do not edit.

`checker check --format NAME` prints one of them; `--output NAME=FILE`, any number of times, writes others in the same
run. The exit code is the same in every format. The same claims and the same `--as-of` give the same bytes.
"""

WHOLE = """\
Every format tells of *disagreements*: one entry for each question on which claims part, whatever the number of findings
that show it, with who says what and what would settle it. What reasons explain is one entry a question; what was not
checked to the end and what agrees are findings of their own. `checker explain ID` shows all findings below an entry.

*Holds* says what is in it. *All* is everything, agreements and what is reconciled among it. *Open* is what somebody has
to look at: contradictions, tensions, rules that did not finish, and faults; `--show-reconciled` adds the others. What
people settled by a decision, a suppression or the baseline is not open. SARIF has it with its suppression, JUnit as a
skipped test.

`--output NAME=-` writes to the standard output, and then nothing else does unless `--format` asks for it. Devices,
pipes and `>(process)` are written into; a file is written whole or not at all, and takes the place of a link. A report
that cannot be written ends with 3, and what programs read is printed once all files are written.

`sarif`, `github`, `gitlab` and `junit` name files by their way from the top of the repository, `json`, `jsonl`,
`markdown` and `html` from the folder that the corpus lies in, and the others from where the command was started.

More open tensions than `--max-tensions` allows are an entry of their own, `too-many-tensions`; `json` and `jsonl` leave
the counting to their reader. `NO_COLOR` and `FORCE_COLOR` are heeded.

What ends a run before it has a report (a usage error, an engine, a file that cannot be written) is an annotation too
where `github` is asked for.
"""

LEVEL_WORDS = """\
## How grave

A fault is an error in somebody's file; while there is one, others may be missing, so it stands first. The others are
the severities, as the policy has set them. Each format has its own words for them:
"""

FIGURES = """\
## Badge, dashboard and history

`badge` says in words what is open (`1 contradiction, 2 tensions`); it is green only where everything was checked and
nothing is open. `dashboard` has the schema in `schemas/dashboard.schema.json`; its `since` and `runs` are filled where
a history is kept, by `checker report --site DIR --history FILE`, which writes both into the site.
"""

LIMITS = f"""\
In JUnit what a rule could not finish is an error too, whatever its severity: it never counts as clean. In SARIF what is
reconciled has the kind `informational` and what agrees the kind `pass`, both with the level `none`.

## What is cut, and where it says so

| format | at most | what is over |
|---|---|---|
| `sarif` | {sarif.MOST_RESULTS:,} results, {sarif.MOST_LOCATIONS} locations of a result, {sarif.LARGEST_FILE:,} bytes \
when compressed: what GitHub keeps | the least grave are left out; a notification of the run says how many |
| `github` | {github.MOST} annotations of a kind: what GitHub shows of a step | follows as plain lines in the log, and \
stands in the step's summary |
| `github`, the summary | {github.LARGEST_SUMMARY:,} bytes, in whole entries | its last line says how many are \
left out |
| `agent` | {agent.MOST} records, {agent.SIDES} claims of each | the last line has both numbers |
| `html` | {LARGEST:,} bytes, in whole cards; {MOST_OF_A_TEXT:,} characters of a text | the gravest stay longest: what \
agrees, documents' claims and the findings below a card go first; the first screen counts what is left out of each |
| `html` as a site | {MOST_ROWS:,} entries in the list to search, {REST:,} open ones by title on the first screen, \
{MOST_OF_A_LONE_TEXT:,} characters of a text | each says how many more there are; all are on their subjects' pages |
| `json` | {json.LARGEST:,} bytes, or what the open disagreements take | the gravest stay longest: what agrees, what \
is explained and claims go first; `left_out` counts them, and `jsonl` lists all |
| `csv` | {csv.LONGEST:,} characters of a cell | the cell ends in the number of characters left out |

## What becomes of a document's words

Whatever comes from a file is data in every format. Characters that do not show (control characters, those that turn
the direction of writing, line separators) are spelled `\\u{{…}}`, or as JSON escapes where a program reads them. Beyond
that:

| format | so that | how |
|---|---|---|
| `github` | no word becomes a workflow command | `%` and line ends, in properties also `:` and `,`, are \
percent-encoded |
| `concise`, `github` | no word becomes a command of another build system | `##` is broken up |
| `csv` | no cell is run as a formula | an apostrophe stands before `=`, `+`, `-` and `@` at the start of a cell or \
after a semicolon |
| `junit` | the file is XML | characters that XML cannot hold are spelled out |
| `sarif` | no word becomes a link or a placeholder | brackets and braces are escaped as SARIF has it |
| `markdown` | no word becomes markup | a backslash before every character that could |
| `html` | no word becomes markup, a script or a link | all text is escaped, no text of a file stands in the script, \
and the page's policy names our script and style by their hashes |
| `agent` | a program that reads it knows what is whose | a document's words stand in double quotes, in ASCII and \
bounded |

## Baselines and decisions in SARIF

`partialFingerprints` holds the SHA-256 of the question and its positions, and so does GitLab's `fingerprint`: it
survives moves, reformatting and added support, and an alert that was dismissed never hides a new position. Of a
finding that belongs to no disagreement it holds the identifier. Where the run knows what was there before a change,
each result has a `baselineState` of `new` or `unchanged`. A decision or a suppression that stands is a suppression
with status `accepted`, a proposed decision one with status `underReview`.

Where a repository has several corpora, `--category NAME` keeps their alerts apart (`automationDetails.id`).
"""


def page() -> str:
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    yield from ("| format | file | holds | what it is |", "|---|---|---|---|")
    for form in FORMATS:
        yield f"| `{form.name}` | `.{form.extension}` | {'all' if form.full else 'open'} | {form.doc} |"
    yield from ("", WHOLE, LEVEL_WORDS)
    words = {form.name: getattr(import_module(f"checker.report.{form.name}"), "LEVEL_WORDS", None) for form in FORMATS}
    named = {name: table for name, table in words.items() if table}
    yield f"| | {' | '.join(f'`{name}`' for name in named)} |"
    yield "|---|" + "---|" * len(named)
    for level in LEVELS:
        yield f"| {level} | {' | '.join(table[level] for table in named.values())} |"
    yield from ("", FIGURES, LIMITS)
