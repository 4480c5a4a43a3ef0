"""How long a dump of a Wikibase takes, and whether every planted break of a constraint is found in it.

The dump is made up: sound items that have each property, and one item for each kind of constraint that breaks it.
Whole processes are timed. Ends with 1 where a break is not found, or where anything else is.

Run: `python benchmarks/wikibase.py --items 10000`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from processes import run

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.wikibase.dumps import written
from tests.wikibase.planted import dump
from tests.wikibase.test_planted import found, planted

AS_OF = "2026-11-22"
SECONDS, MEMORY = 1800, 4 * 2**30


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--items", type=int, default=10_000)
    items = parser.parse_args().items
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, claims, report = written(folder / "entities.json.gz", dump(items)), folder / "claims", folder / "report"
        command = [sys.executable, "-m", "checker"]
        imported = run([*command, "import", str(source), "--output", str(claims)], folder, SECONDS, MEMORY)
        check = ["check", str(claims), "--as-of", AS_OF, "--no-cache", "--isolated", "--exit-zero"]
        checked = run([*command, *check, "--output", f"json={report}"], folder, SECONDS, MEMORY)
        told = json.loads(report.read_text("utf-8"))
        megabytes = source.stat().st_size / 2**20
    print(f"{items:,} items, {told['coverage']['claims']:,} claims, a dump of {megabytes:.1f} MB packed")
    for what, done in (("import", imported), ("check", checked)):
        print(f"{what:<8}{done.seconds:8.1f} s  {done.peak / 2**20:8.0f} MB")
    missing, more = planted() - found(told), found(told) - planted()
    print(f"{len(planted())} planted, {len(missing)} not found, {len(more)} found beside them")
    return 1 if missing or more or told["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
