"""Reviews of claims become drafts of the claim and of the review, with the rating; what is broken is located."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from checker.importing.scripts import scripts
from checker.readers.load import load
from tests.importing.conftest import checked


def review(**changes: Any) -> dict[str, Any]:
    made = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://example.org/check/1",
        "datePublished": "2020-06-22T10:00:00Z",
        "claimReviewed": "The height of the lighthouse is 60 m",
        "author": {"@type": "Organization", "name": "Example Check"},
        "reviewRating": {"ratingValue": "1", "bestRating": "5", "worstRating": "1", "alternateName": "False"},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Person", "name": "Ann"},
            "datePublished": "2020-06-01",
            "appearance": {"@type": "CreativeWork", "url": "https://example.org/talk", "headline": "A talk"},
        },
    }  # fmt: skip
    return {name: value for name, value in {**made, **changes}.items() if value is not None}


def item(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in {**review()["itemReviewed"], **changes}.items() if value is not None}


def page(*texts: str) -> str:
    return "<!doctype html>\n" + "\n".join(f'<script type="application/ld+json">\n{one}\n</script>' for one in texts)


def drafts(corpus) -> dict[str, Any]:
    """The one draft of each document, by the document's identifier."""
    found = load(corpus)
    assert (found.claims, found.faults) == ((), ())
    return {draft.document.id: draft for draft in found.drafts}


def test_a_review_makes_the_claim_and_its_denial(corpus, imported) -> None:
    done = imported(review())
    assert done.exit_code == 0, done.output
    made = drafts(corpus)
    claim, denial = made["a-talk"], made["review-the-height-of-the-lighthouse"]
    assert (claim.quote, claim.value, claim.said_by, claim.denies) == (
        "The height of the lighthouse is 60 m",
        "60 m",
        "ann",
        False,
    )
    assert (claim.subject, claim.property) == ("lighthouse", "height")
    rated = "reviewed by Example Check, 2020-06-22: False (1 of 1 to 5), https://example.org/check/1"
    assert claim.note == denial.note == rated
    assert (denial.denies, denial.value) == (True, "60 m")
    document = claim.document
    assert (document.title, document.publisher, document.published) == ("A talk", "example.org", "2020-06-01")
    assert (denial.document.publisher, denial.document.published) == ("Example Check", "2020-06-22")
    assert checked().exit_code == 3
    assert "claim file" not in done.output


def test_confirmed_drafts_meet_as_what_is_asserted_and_denied(corpus, imported) -> None:
    imported(review())
    for path in corpus.glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("    said_by: ann\n", ""), "utf-8")
    assert "asserted-and-denied" in checked("--drafts", "--format", "json").output


RATINGS = {
    "the worst": ({"ratingValue": 1, "bestRating": 5, "alternateName": "False"}, True, "False (1 of 1 to 5)"),
    "the best": ({"ratingValue": "5", "alternateName": "True"}, False, "True (5 of 1 to 5)"),
    "the worst of a scale from 0": ({"ratingValue": 0, "bestRating": 10, "worstRating": 0}, True, "0 of 0 to 10"),
    "between": ({"ratingValue": 3, "bestRating": 5, "alternateName": "Half true"}, None, "Half true (3 of 1 to 5)"),
    "without a scale that makes sense": ({"ratingValue": 1, "bestRating": 1, "worstRating": 1}, None, "1 of 1 to 1"),
    "a scale turned round": ({"ratingValue": 1, "bestRating": 1, "worstRating": 5}, None, "1 of 5 to 1"),
    "in words alone": ({"alternateName": "Misleading"}, None, "Misleading"),
    "no number": ({"ratingValue": "one"}, None, "one of 1 to 5"),
    "off the scale": ({"ratingValue": -1}, None, "-1 of 1 to 5"),
    "a text": ("Pants on fire", None, "Pants on fire"),
    "left out": (None, None, "not rated"),
}  # fmt: skip


@pytest.mark.parametrize(("rating", "denies", "words"), RATINGS.values(), ids=list(RATINGS))
def test_a_rating_is_a_note_and_at_an_end_of_its_scale_a_claim(corpus, imported, rating, denies, words) -> None:
    assert imported(review(reviewRating=rating)).exit_code == 0
    made = drafts(corpus)
    assert f": {words}, https://example.org/check/1" in made["a-talk"].note
    own = made.get("review-the-height-of-the-lighthouse")
    assert (own.denies if own else None) == denies


PLACES = {
    "an address": (item(appearance="https://example.org/talk"), {"example.org"}),
    "several": (
        item(firstAppearance={"url": "https://example.org/first"}, appearance=[{"url": "https://example.org/talk"}, "https://example.org/talk"]),
        {"example.org"},
    ),
    "none, but who said it": (item(appearance=None), {"Ann"}),
    "none, and nobody": ({"@type": "Claim"}, set()),
    "a work in place of a claim": (
        {"@type": "CreativeWork", "url": "https://example.org/talk", "author": "Ann", "datePublished": "2020-06-01"},
        {"example.org"},
    ),
    "a work with a publisher": (
        item(appearance={"url": "https://example.org/talk", "publisher": {"name": "Example Press"}}),
        {"Example Press"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("reviewed", "publishers"), PLACES.values(), ids=list(PLACES))
def test_where_a_claim_appeared_is_its_document(corpus, imported, reviewed, publishers) -> None:
    assert imported(review(itemReviewed=reviewed)).exit_code == 0
    found = {one.document.publisher for one in load(corpus).drafts}
    assert found == publishers | {"Example Check"}


CONTAINERS = {
    "a file": (json.dumps, "given.json"),
    "a file of JSON-LD": (lambda one: json.dumps([one]), "given.jsonld"),
    "a graph": (lambda one: json.dumps({"@graph": [{"@type": "WebSite"}, one]}), "given.json"),
    "a feed": (lambda one: json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": [one]}]}), "given.json"),
    "a type with a prefix": (lambda one: json.dumps({**one, "@type": ["schema:ClaimReview"]}), "given.json"),
    "names with a prefix": (
        lambda one: json.dumps({f"{'schema:' * (k[0] != '@')}{k}": v for k, v in one.items()}),
        "given.json",
    ),
    "a page": (lambda one: page(json.dumps(one)), "given.html"),
    "a page with other data": (lambda one: page('{"@type": "Article"}', json.dumps(one)), "given.htm"),
    "capitals": (lambda one: f"<SCRIPT TYPE='Application/LD+JSON' id=a>{json.dumps(one)}</SCRIPT >", "given.html"),
}  # fmt: skip


@pytest.mark.parametrize(("written", "name"), CONTAINERS.values(), ids=list(CONTAINERS))
def test_reviews_are_read_from_every_container(corpus, imported, written, name) -> None:
    done = imported(written(review()), name=name)
    assert done.exit_code == 0, done.output
    assert set(drafts(corpus)) == {"a-talk", "review-the-height-of-the-lighthouse"}


def test_what_is_broken_loses_itself_alone_and_is_located(corpus, imported) -> None:
    text = page("{no JSON", json.dumps(review(claimReviewed=None)), json.dumps(review(), indent=1))
    done = imported(text, name="given.html")
    assert done.exit_code == 2
    assert "given.html:3:2: bad-import: this is not JSON here" in done.stderr
    assert "given.html:6:1: bad-import (claimReviewed): found a ClaimReview without claimReviewed" in done.stderr
    assert set(drafts(corpus)) == {"a-talk", "review-the-height-of-the-lighthouse"}


def test_a_page_may_have_any_characters_beside_its_data(corpus, imported) -> None:
    done = imported(f"<p>a\u2028b\x85\ufeff</p>{page(json.dumps(review()))}", name="given.html")
    assert done.exit_code == 0, done.output
    assert len(drafts(corpus)) == 2


FOUND = {
    "a script": ('<script type="application/ld+json">a</script>', ["a"]),
    "another script": ("<script>a</script><script type=text/javascript>b</script>", []),
    "in a comment": ('<!-- <script type="application/ld+json">a</script> -->', []),
    "in the text of a script": ("<script>'<script type=\"application/ld+json\">a'</script>", []),
    "in a title": ('<title><script type="application/ld+json">a</script></title>', []),
    "never ended": ('<script type="application/ld+json">a', ["a"]),
    "a comment that never ends": ('<!-- <script type="application/ld+json">a</script>', []),
    "letters that grow in small ones": ('İİİİİİ<script type="application/ld+json">a</script>b', ["a"]),
    "two": ('<script type=application/ld+json>a</script>x<script type="application/ld+json" >b</script>', ["a", "b"]),
}


@pytest.mark.parametrize(("text", "found"), FOUND.values(), ids=list(FOUND))
def test_the_scripts_of_a_page_are_those_that_a_browser_sees(text, found) -> None:
    assert [script for _, script in scripts(text)] == found
    assert all(text.startswith(script, at) for at, script in scripts(text))


@pytest.mark.parametrize("part", ["<script ", "<!--", "<script>", "<title>", "</script", '<script type="', "<" * 50])
def test_a_page_made_to_take_long_takes_time_in_proportion(part) -> None:
    text = part * (400_000 // len(part))
    before = time.process_time()
    list(scripts(text))
    assert time.process_time() - before < 20


HOSTILE = {
    "types of other sorts": review(author=[1, {"name": {}}], itemReviewed=[[]], reviewRating=[{"ratingValue": {}}]),
    "a path as a title": review(headline="../../etc/passwd"),
    "a huge number": review(reviewRating={"ratingValue": "9" * 10_000}),
    "a long claim": review(claimReviewed="word " * 5000),
    "markup of YAML": review(claimReviewed="a: *b & !!x # {", headline="x: y"),
    "many appearances": review(itemReviewed=item(appearance=[f"https://example.org/{n}" for n in range(500)])),
    "no dates": review(datePublished=None, itemReviewed=item(datePublished=None)),
    "dates that are none": review(datePublished="soon", itemReviewed=item(datePublished="0000-99-99")),
    "characters that do not show": review(claimReviewed="a\u202eb\u0000c 5 m", headline="\u2028"),
}


@pytest.mark.parametrize("entry", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_reviews_give_sound_files_or_faults(corpus, imported, entry) -> None:
    done = imported(entry)
    assert done.exit_code in (0, 2), done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert "Traceback" not in done.output
    assert {path.parent for path in corpus.parent.rglob("*.yaml")} == {corpus}
    assert load(corpus).faults == ()
    assert (done.exit_code == 2) == ("bad-import" in done.stderr)


def test_a_page_without_reviews_says_what_is_expected(imported) -> None:
    done = imported("<!doctype html><p>nothing", name="given.html")
    assert (done.exit_code, "ClaimReview" in done.stderr) == (2, True)
