"""The files with which a corpus begins: a vocabulary and two documents to write over, settings, schemas, a job."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from checker import schemas
from checker.config import DEFAULTS, OWN

JOBS: Mapping[str, tuple[str, str]] = {
    "github": (".github/workflows/claims.yml", "github.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab.yml"),
    "bitbucket": ("bitbucket-pipelines.yml", "bitbucket.yml"),
    "azure": ("azure-pipelines.yml", "azure.yml"),
    "jenkins": ("Jenkinsfile", "jenkins.groovy"),
}
"""By platform: where its job stands, and the file here that holds it, which `docs/merge-gate.md` explains."""

VOCABULARY = """\
# yaml-language-server: $schema=../schemas/vocabulary.schema.json
# What claims may speak of. The identifiers are yours; labels are what people read.

entities:
  # whom or what claims are about
  lighthouse: {label: the lighthouse, also: [the light]}

properties:
  # what is said of them. kind: constant (one value for all time), state (holds at a time), event (happens once), …
  height: {label: height, datatype: quantity, kind: constant, unit: m}
  keepers: {label: keepers, datatype: quantity, kind: state, unit: person}
  lit: {label: first lit, datatype: date, kind: event}

units:
  # what is counted; metres, dollars and their like need no declaration
  person: {label: person, kind: count, also: [people, keepers]}
"""

GUIDE = """\
# yaml-language-server: $schema=../schemas/claims.schema.json
# One file for each document. Write over this example, or delete it.
document:
  id: example-guide
  title: An example of a guide
  publisher: Example Press
  published: 2019-05-01
claims:
  - id: height
    quote: a tower of 42 metres     # the document's own words, 15 at most
    subject: lighthouse
    property: height
    value: 42 m                     # as the document has it: over 40 m, about 42 m, 40 to 45 m
  - id: keepers
    quote: three keepers
    subject: lighthouse
    property: keepers
    value: three keepers
"""

LEAFLET = """\
# yaml-language-server: $schema=../schemas/claims.schema.json
document:
  id: example-leaflet
  title: An example of a leaflet
  publisher: Example Museum
  published: 2024-03
claims:
  - id: height
    quote: about 40 metres high
    subject: lighthouse
    property: height
    value: about 40 metres
  - id: keepers
    quote: In 1950 five keepers
    subject: lighthouse
    property: keepers
    value: five keepers
    as_of: 1950                     # what changes holds at a time; without it, when the document was published
  - id: lit
    quote: first lit on 8 September 1902
    subject: lighthouse
    property: lit
    value: 8 September 1902
"""

FOLDER: str = DEFAULTS["claims"]
"""The folder of the claims that no setting has to name."""

SETTINGS = """\
# What makes a check fail, and whose rulings count; `checker config` shows all settings.
fail-on = "error"
"""


def files_of_corpus(folder: Path, claims: str, platform: str) -> dict[Path, str]:
    """The files of a new corpus, by their paths; `platform` is one of `JOBS`, or `""` for no job."""
    texts = {
        f"{claims}/vocabulary.yaml": VOCABULARY,
        f"{claims}/example-guide.yaml": GUIDE,
        f"{claims}/example-leaflet.yaml": LEAFLET,
        OWN: SETTINGS if claims == FOLDER else f'{SETTINGS}claims = "{claims}"\n',
    }
    for name in ("claims", "vocabulary"):
        schema = json.dumps(schemas.schema(name), ensure_ascii=False, indent=2, sort_keys=True)
        texts[f"schemas/{name}.schema.json"] = f"{schema}\n"
    if platform:
        where, name = JOBS[platform]
        job = (files("checker.starting") / "jobs" / name).read_text(encoding="utf-8")
        texts[where] = job.replace("claims: claims", f"claims: {claims}").replace("check claims ", f"check {claims} ")
    return {folder / name: text for name, text in texts.items()}
