"""What is written of a claim as a note is read back as the same claim."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.model.claim import Claim, Document
from checker.model.fault import Mark
from checker.model.fields import held
from checker.readers.notation import FIELDS, note_of, read_note

DOCUMENT = Document("d", "d", "d", "2020", Mark(""))
NAME = st.text("abcdefghij-", min_size=1, max_size=12)
WORDS = (
    st.text("abc xyz/:;#äß-0123456789%", min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
)
LIST = st.lists(NAME, min_size=1, max_size=3, unique=True).map(tuple)


@given(
    st.builds(
        Claim,
        id=NAME,
        document=st.just(DOCUMENT),
        quote=st.just("q"),
        mark=st.just(Mark("")),
        subject=NAME,
        property=NAME,
        value=WORDS,
        scope=st.dictionaries(NAME, NAME, max_size=3).map(lambda scope: tuple(sorted(scope.items()))),
        definition=st.just("") | WORDS,
        as_of=st.just("") | NAME,
        said_by=st.just("") | NAME,
        draws_on=st.just(()) | LIST,
        denies=st.booleans(),
        deprecated=st.booleans(),
        because=st.just("") | WORDS,
        note=st.just("") | st.lists(WORDS, min_size=1, max_size=3).map("\n".join),
        draft=st.booleans(),
    )
)
def test_every_claim_comes_back(claim: Claim) -> None:
    note = read_note(note_of(claim).splitlines())
    assert note.doubts == ()
    said = {FIELDS[name].attribute: held(FIELDS[name].kind, value) for name, value in note.fields.items()}
    assert {name: value for name, value in said.items() if value != getattr(claim, name)} == {}
    assert "\n".join(note.words) == claim.note
    assert (claim.denies, claim.draft, claim.deprecated) == tuple(
        bool(said.get(name)) for name in ("denies", "draft", "deprecated")
    )


@given(st.text(max_size=60))
def test_no_line_makes_it_fail(line: str) -> None:
    note = read_note([line])
    assert note.fields or note.words or note.doubts or not line.strip()
