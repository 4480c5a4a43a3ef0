"""Whatever is proposed: what is kept is sound, says who proposed it, and every proposal is accounted for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from checker.evaluate import faults_of_drafts
from checker.model.vocabulary import Vocabulary
from checker.proposing.answer import read_answer
from checker.proposing.proposals import kept
from checker.readers.load import scan
from checker.reasons.reconciler import Context
from checker.starting.document import Head, document_of
from checker.starting.drafts import drafts_of
from checker.texts.anchors import locate_quote, spaced
from checker.texts.text import Text
from tests.proposing.conftest import TEXT, VOCABULARY

WORDS = TEXT.split()
NAMES = [*VOCABULARY["entities"], *VOCABULARY["properties"], "tunnel", "d1", "d2", "d3", "d9"]
PARTS = st.tuples(st.integers(0, len(WORDS)), st.integers(1, 16)).map(lambda at: " ".join(WORDS[at[0] : sum(at)]))
FIGURES = ["1,324 m", "40", "about 300", "300", "$2.5 million", "dozens", "3 June 2021", "2021", "ann", "true", "Lee"]
ANYTHING = st.text(max_size=20)
NAME = st.sampled_from(NAMES) | ANYTHING
CLAIM = st.fixed_dictionaries(
    {
        "quote": PARTS | ANYTHING,
        "subject": NAME,
        "property": NAME,
        "value": st.sampled_from(FIGURES) | PARTS | ANYTHING,
    },
    optional={"quote_prefix": PARTS, "draft": st.booleans()},
)
SOUND = [
    {"quote": "Ann Lee painted it", "subject": "bridge", "property": "painter", "value": "ann"},
    {"quote": "The North Bridge is 1,324 m long", "subject": "bridge", "property": "length", "value": "1,324 m"},
    {"quote": "the ferry had about 300 workers", "subject": "ferry", "property": "workers", "value": "about 300"},
    {"quote": "dozens of boats waited", "subject": "ferry", "property": "workers", "value": "dozens"},
    {"quote": "Ann Lee painted", "subject": "bridge", "property": "name", "value": "Ann Lee"},
]
NEARLY = st.tuples(
    st.sampled_from(SOUND), CLAIM, st.sets(st.sampled_from(["quote", "subject", "value"]), max_size=1)
).map(lambda drawn: drawn[0] | {name: drawn[1][name] for name in drawn[2]})
"""Sound, or with one field of another."""
BINDING = st.fixed_dictionaries({"draft": NAME, "subject": NAME, "property": NAME})
ANSWER = st.fixed_dictionaries(
    {"claims": st.lists(CLAIM | NEARLY | st.none(), max_size=12), "bindings": st.lists(BINDING, max_size=6)}
)
DOCUMENT = document_of(Head("d", "D", "P", "2021"))


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    folder: Path = tmp_path_factory.mktemp("names")
    (folder / "vocabulary.yaml").write_text(json.dumps(VOCABULARY), "utf-8")
    return scan(folder).lexicon.vocabulary


@given(answers=st.lists(ANSWER, min_size=1, max_size=2))
def test_what_is_kept_is_sound(answers: list[dict], vocabulary: Vocabulary) -> None:
    source = spaced(TEXT)
    before = now = tuple(drafts_of(Text(TEXT), DOCUMENT, vocabulary))
    for content in answers:
        answer = read_answer(json.dumps(content))
        assert answer is not None
        assert answer.proposed == len(content["claims"]) + len(content["bindings"])
        then, (now, dropped) = now, kept(answer, now, DOCUMENT, source, vocabulary, "m at h")
        changed = [one for one in now if one not in then]
        assert len(changed) == answer.proposed - dropped.total()
    event(f"{sum(bool(one.proposed_by) for one in now)} kept")
    assert not faults_of_drafts(now, Context(vocabulary, {DOCUMENT.id: DOCUMENT}))
    assert len({one.id for one in now}) == len(now)
    assert [(one.quote, one.value) for one in now[: len(before)]] == [(one.quote, one.value) for one in before]
    for one in now:
        assert one.draft
        assert locate_quote(source, one)
        assert one in before or one.proposed_by == "m at h"
