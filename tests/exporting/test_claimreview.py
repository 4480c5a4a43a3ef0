"""Decisions leave as reviews of claims; nothing that nobody ruled does."""

from __future__ import annotations

import json

import pytest

from checker.readers.load import load


def ruled(run, *arguments: str) -> None:
    report = json.loads(run("check", "--as-of", "2026-11-22", "--format", "json").stdout)
    (one,) = [entry["id"] for entry in report["disagreements"] if entry["severity"] == "error"]
    done = run(
        "decide", one, *arguments, "--reviewer", "Ann", "--reason", "measured </script> again", "--as-of", "2026-11-22"
    )
    assert done.exit_code == 0, done.output


def reviews(run, *arguments: str) -> list[dict]:
    done = run("export", "claimreview", "--as-of", "2026-11-22", *arguments)
    assert done.exit_code == 0, done.output
    made = json.loads(done.stdout)
    assert made["@context"] == "https://schema.org"
    return made["@graph"]


def test_what_is_open_is_not_reviewed_and_said_to_be_left_out(run) -> None:
    done = run("export", "claimreview", "--as-of", "2026-11-22")
    assert json.loads(done.stdout)["@graph"] == []
    assert "left out: open disagreements, on which no ruling stands: 1" in done.stderr


RULINGS = {"right": ("--right", "right", 5), "wrong": ("--wrong", "wrong", 1)}


@pytest.mark.parametrize(("option", "words", "rating"), RULINGS.values(), ids=list(RULINGS))
def test_a_ruling_on_a_position_is_a_review_of_its_claims(run, option, words, rating) -> None:
    ruled(run, option, "A")
    (made,) = reviews(run, "--base", "https://example.org/corpus/")
    claim = made["itemReviewed"]
    first = {"42 m": ("harbour", "Example Office"), "39 m": ("guide", "Example Press")}
    shown = claim["about"]["value"].replace("metres", "m").replace("Meter", "m")
    document, publisher = first[shown]
    assert made["@type"] == "ClaimReview"
    assert made["claimReviewed"] in ("a tower of 42 metres", "ein Turm von 39 Metern")
    assert made["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": rating,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": words,
    }
    assert (made["author"], made["datePublished"]) == ({"@type": "Person", "name": "ann"}, "2026-11-22")
    assert claim["author"] == {"@type": "Organization", "name": publisher}
    assert claim["appearance"]["@id"] == f"https://example.org/corpus/document/{document}"
    assert made["url"].startswith("https://example.org/corpus/disagreement/")
    assert "url" not in reviews(run)[0]  # a name that leads nowhere is no address


@pytest.mark.parametrize("arguments", [("--verdict", "cannot-tell"), ("--verdict", "rule-wrong")])
def test_rulings_that_say_nothing_about_a_document_stay(run, arguments) -> None:
    ruled(run, *arguments)
    assert reviews(run) == []


def test_what_leaves_comes_back_as_drafts(run, corpus) -> None:
    ruled(run, "--wrong", "A")
    assert run("export", "claimreview", "--output", "out.jsonld").exit_code == 0
    done = run("import", "out.jsonld", "--output", "again")
    assert done.exit_code == 0, done.output
    text = "".join(path.read_text("utf-8") for path in (corpus.parent / "again").glob("*.yaml"))
    assert "property: height" in text
    assert "wrong (1 of 1 to 5)" in text
    assert load(corpus.parent / "again").claims == ()


def test_a_page_carries_them_where_it_is_asked_to(run, corpus) -> None:
    ruled(run, "--wrong", "A")
    assert run("report", "--as-of", "2026-11-22", "--output", "plain.html").exit_code == 0
    done = run("report", "--as-of", "2026-11-22", "--output", "page.html", "--claim-reviews", "urn:checker:")
    assert done.exit_code == 0, done.output
    page, plain = ((corpus.parent / name).read_text("utf-8") for name in ("page.html", "plain.html"))
    assert "ld+json" not in plain
    before, _, rest = page.partition('<script type="application/ld+json">')
    data, _, after = rest.partition("</script>\n")
    assert before + after == plain
    assert json.loads(data)["@graph"] == reviews(run)
    assert "<" not in data
