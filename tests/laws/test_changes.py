"""What is added or taken away changes only what it touches.

Each law is tried on random corpora, and where it can be on those of the tree.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from checker.evaluate import RULE_IDS
from checker.model.box import Box
from checker.model.finding import Finding
from checker.model.policy import Policy
from checker.model.result import Result
from checker.model.value import Bounds
from checker.request import Request
from checker.run import examine
from tests.laws.conftest import NOW, REAL, VOCABULARY, Files, check, claims, corpora, documents, law, read, told

REPAIR = re.compile(r"[;,(]? ?the smallest repair would withdraw [^)]*")


def bare(result: Result) -> list[dict[str, Any]]:
    """Findings without the repairs, which weigh a contradiction against all others."""
    return [finding | {"message": REPAIR.sub("", finding["message"])} for finding in told(result)]


def apart(result: Result) -> list[Finding]:
    return [finding for finding in result.findings if finding.verdict != "agreement"]


# --- one rule less


def without(rule: str, files: Files) -> None:
    every, rest, alone = (
        check(files),
        check(files, policy=Policy(ignore=(rule,))),
        check(files, policy=Policy(select=(rule,))),
    )
    assert bare(rest) == [finding for finding in bare(every) if finding["rule"] != rule]
    assert bare(alone) == [finding for finding in bare(every) if finding["rule"] == rule]


@pytest.mark.parametrize("corpus", REAL.values(), ids=list(REAL))
def test_a_rule_less_is_exactly_its_findings_less_in_the_tree(corpus: Path) -> None:
    every = examine(Request(corpus, NOW))
    for rule in sorted({finding.rule for finding in every.findings}):
        rest = examine(Request(corpus, NOW, policy=Policy(ignore=(rule,))))
        assert bare(rest) == [finding for finding in bare(every) if finding["rule"] != rule]


@law
def test_a_rule_less_is_exactly_its_findings_less(files: Files, chance: random.Random) -> None:
    without(chance.choice(RULE_IDS), files)


# --- a document more


def doubled(files: Files, chance: random.Random) -> tuple[Files, str]:
    """One document told again under another name by the same publisher."""
    name = chance.choice(sorted(documents(files)))
    copy = deepcopy(files[name])
    copy["document"]["id"] += "-copy"
    return files | {f"{name}-copy": copy}, files[name]["document"]["id"]


def sources(finding: Finding) -> int:
    found = re.match(r"(\d+) independent", finding.why)
    return int(found[1]) if found else 1


def echo(files: Files, chance: random.Random) -> None:
    again, name = doubled(files, chance)
    before, after = check(files), check(again)
    original = {f"{name}-copy#": f"{name}#"}

    def first(finding: Finding) -> frozenset[str]:
        return frozenset(ref.replace(*next(iter(original.items()))) for ref in finding.refs)

    known = [frozenset(finding.refs) for finding in before.of("contradiction")]
    for finding in after.of("contradiction"):
        assert any(refs <= first(finding) for refs in known), "a copy says nothing that the original does not"
    backing = {frozenset(f.refs): sources(f) for f in before.of("agreement") if f.rule == "agreement"}
    for finding in after.of("agreement"):
        if finding.rule == "agreement" and len(first(finding)) > 1:
            assert sources(finding) == backing[first(finding)], "a copy is no independent source"


@law
def test_a_document_told_twice_is_no_news(files: Files, chance: random.Random) -> None:
    echo(files, chance)


@pytest.mark.parametrize("corpus", REAL.values(), ids=list(REAL))
@pytest.mark.parametrize("seed", range(2))
def test_a_document_told_twice_is_no_news_in_the_tree(corpus: Path, seed: int) -> None:
    echo(read(corpus), random.Random(seed))


def beside(one: Files, other: Files) -> Files:
    """Two corpora without a common subject in one folder."""
    text = {"mill": "farm", "dock": "ford"}

    def moved(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: moved(value) for key, value in node.items()}
        if isinstance(node, list):
            return [moved(value) for value in node]
        return re.sub("mill(?!ion)|dock", lambda found: text[found[0]], node) if isinstance(node, str) else node

    union = deepcopy(one)
    union["vocabulary"]["entities"] |= {"farm": {"label": "the farm"}, "ford": {"label": "the ford"}}
    for name, content in documents(other).items():
        copy = moved(content)
        copy["document"]["id"] = f"other-{copy['document']['id']}"
        union[f"other-{name}"] = copy
    return union


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(corpora(), corpora())
def test_corpora_without_a_common_subject_find_what_each_finds(one: Files, other: Files) -> None:
    empty = {"vocabulary": VOCABULARY}
    both = told(check(beside(one, other)))
    key = lambda finding: finding["id"]  # noqa: E731
    assert sorted(both, key=key) == sorted([*told(check(one)), *told(check(beside(empty, other)))], key=key)


# --- a claim less


def less(files: Files) -> Iterator[tuple[str, Files]]:
    for name, content in documents(files).items():
        for place, entry in enumerate(content["claims"]):
            rest = deepcopy(files)
            del rest[name]["claims"][place]
            yield f"{content['document']['id']}#{entry['id']}", rest


def in_dispute(result: Result) -> int:
    return sum(one.open for one in result.disagreements)


def removal(files: Files, ref: str, rest: Files) -> None:
    """Every conflict that rules find without the claim is still found, and nothing new; and no more is in dispute.

    Which conflicts of relations are shown depends on what else is in dispute, and relations are tried on claims that
    nothing blames: whoever takes the blame away gives more to try.
    """
    before, after = check(files), check(rest)

    def certain(finding: Finding) -> bool:
        return finding.rule not in ("joint-conflict", "relation-holds", "reading-that-fits")

    assert in_dispute(after) <= in_dispute(before)
    kept = {(f.rule, frozenset(f.refs)) for f in before.findings if certain(f) and ref not in f.refs}
    found = {(f.rule, frozenset(f.refs)) for f in after.findings if certain(f)}
    assert kept <= found
    for rule, refs in found - kept:
        assert rule == "agreement", f"{refs} part only without {ref}"
        assert any(refs < set(f.refs) for f in before.of("agreement") if ref in f.refs)


@law
def test_a_claim_less_takes_only_what_cites_it(files: Files, chance: random.Random) -> None:
    removal(files, *chance.choice(list(less(files))))


@pytest.mark.parametrize("corpus", REAL.values(), ids=list(REAL))
def test_a_claim_less_takes_only_what_cites_it_in_the_tree(corpus: Path) -> None:
    files = read(corpus)
    for ref, rest in random.Random(4).sample(list(less(files)), 3):
        removal(files, ref, rest)


# --- vaguer and contrary words


SOFTER = ("about", "close to", "nearly", "almost", "just over", "slightly more than")


def vaguer(entry: dict[str, Any], hedge: str = SOFTER[0]) -> bool:
    """Says less than before, where the value is one that can."""
    value = entry.get("value", "")
    number = re.fullmatch(r"(12|13|15|40|100|eighty-five|1,200)( [a-zA-Z/]+)?", value)
    kind = entry.get("property")
    if number and kind in ("staff", "length", "cost"):
        entry["value"] = f"{hedge} {value}"
    elif kind in ("opened", "closed", "named", "named-by-law", "named-in-use") and value.count("-") == 2:
        entry["value"] = value.rpartition("-")[0]
    elif kind == "run" and value.count("/") == 1 and not value.startswith("/"):
        entry["value"] = value.partition("/")[0] + "/"
    else:
        return False
    return True


@law
def test_vaguer_words_never_add_a_contradiction(files: Files, chance: random.Random) -> None:
    softer = deepcopy(files)
    able = [entry for entry in claims(softer) if not entry.get("denies") and vaguer(deepcopy(entry))]
    assume(able)
    vaguer(chance.choice(able), chance.choice(SOFTER))
    never_worse(files, softer)


@law
def test_leaving_out_when_it_holds_never_adds_a_contradiction(files: Files, chance: random.Random) -> None:
    softer = deepcopy(files)
    able = [entry for entry in claims(softer) if not entry.get("denies") and entry.keys() & {"as_of", "during"}]
    assume(able)
    entry = chance.choice(able)
    for field in ("as_of", "during"):
        entry.pop(field, None)
    never_worse(files, softer)


@law
def test_dropping_exact_adds_no_contradiction(files: Files, chance: random.Random) -> None:  # noqa: ARG001  # laws get both
    exact = deepcopy(files)
    assume(not any(entry.get("denies") for entry in claims(files)))
    for name in ("staff", "length", "cost"):
        exact["vocabulary"]["properties"][name]["exact"] = True
    never_worse(exact, files)


@law
def test_a_wider_tolerance_never_adds_a_contradiction(files: Files, chance: random.Random) -> None:  # noqa: ARG001
    wider = deepcopy(files)
    assume(not any(entry.get("denies") for entry in claims(files)))
    for name in ("staff", "length", "cost"):
        wider["vocabulary"]["properties"][name]["tolerance"] = {"approximately": "20 %", "nearly": "20 %", "rounded": 1}
    never_worse(files, wider)


def never_worse(before: Files, after: Files) -> None:
    """What contradicts afterwards contradicted before: of joint sets a search shows some, so the others are asked."""
    judged = check(before)
    known = [frozenset(finding.refs) for finding in apart(judged)]
    worst = {(f.rule, frozenset(f.refs)) for f in judged.of("contradiction")}
    for finding in check(after).of("contradiction"):
        refs = frozenset(finding.refs)
        assert any(those <= refs for those in known) or apart(check(only(before, refs)))
        assert finding.rule == "joint-conflict" or (finding.rule, refs) in worst


def only(files: Files, refs: frozenset[str]) -> Files:
    """The corpus with these claims alone."""
    less = deepcopy(files)
    for name, content in documents(less).items():
        content["claims"] = [claim for claim in content["claims"] if f"{name}#{claim['id']}" in refs]
    return less


def denied(files: Files, ref: str) -> Files:
    other = deepcopy(files)
    for content in documents(other).values():
        for entry in content["claims"]:
            if f"{content['document']['id']}#{entry['id']}" == ref:
                entry["denies"] = True
    return other


def alike(a: Box, b: Box) -> bool:
    if isinstance(a.value, Bounds) and isinstance(b.value, Bounds):
        return a.value.possible == b.value.possible
    return not isinstance(a.value, Bounds) and not isinstance(b.value, Bounds) and a.value.names == b.value.names


def contrary(files: Files) -> int:
    """Of two claims that say the same of one time, denying one makes a contradiction; how often that was tried."""
    tried = 0
    for finding in check(files).of("agreement"):
        if finding.rule != "agreement" or len(finding.boxes) != 2:
            continue
        a, b = finding.boxes
        pair = not (a.facet or b.facet)
        own = not (a.claim.said_by or b.claim.said_by) and not (a.claim.definition or b.claim.definition)
        if pair and own and alike(a, b) and a.time.surely_overlaps(b.time):
            after = check(denied(files, b.ref))
            assert any({a.ref, b.ref} == set(found.refs) for found in after.of("contradiction"))
            tried += 1
    return tried


@law
def test_denying_one_of_two_claims_that_agree_is_a_contradiction(files: Files, chance: random.Random) -> None:  # noqa: ARG001
    contrary(files)


@pytest.mark.parametrize(
    ("corpus", "least"), [("the five documents", 4), ("water", 2), ("software", 2), ("harbour-ja", 1)]
)
def test_denying_one_of_two_claims_that_agree_is_a_contradiction_in_the_tree(corpus: str, least: int) -> None:
    files = read(REAL[corpus])
    if corpus == "the five documents":  # a check of all of them takes longer
        few = ("security-consultative-committee", "status-of-forces-agreement", "sdf-in-indian-ocean", "sdf-in-iraq",
               "defense-guidelines-2015", "japan-in-malabar")  # fmt: skip
        for content in documents(files).values():
            content["claims"] = [entry for entry in content["claims"] if entry.get("subject") in few]
    assert contrary(files) >= least


# --- claims of one world

WORLD = {"staff": 4321, "length": 57, "cost": 1234567}
TRUE_WORDS: tuple[Callable[[int, int], str], ...] = (
    lambda v, _: str(v),
    lambda v, _: f"{v:,}",
    lambda v, _: f"exactly {v}",
    lambda v, k: f"about {v + v * k // 100}",
    lambda v, k: f"over {v - 1 - k}",
    lambda v, k: f"at least {v - k}",
    lambda v, k: f"up to {v + k}",
    lambda v, k: f"{v - k} to {v + k}",
    lambda v, k: f"between {v - 2 * k} and {v}",
)
UNITS = {"staff": "", "length": " km", "cost": " USD/year"}


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(WORLD)), st.sampled_from(TRUE_WORDS), st.integers(1, 8)),
        min_size=2,
        max_size=8,
    )
)
def test_true_words_about_one_world_never_contradict_one_another(said: list[tuple[str, Callable, int]]) -> None:
    made = [
        {"id": f"c{n}", "quote": "w", "subject": "mill", "property": name, "as_of": "1950-01-01",
         "value": words(WORLD[name], k) + UNITS[name]}
        for n, (name, words, k) in enumerate(said)
    ]  # fmt: skip
    made.append({"id": "rule", "quote": "w", "relation": 'mill.staff <= 80 * (mill.length / "1 km")'})
    about = {"id": "paper", "title": "Paper", "publisher": "Publisher", "published": "1960"}
    result = check({"vocabulary": VOCABULARY, "paper": {"document": about, "claims": made}})
    assert not result.of("contradiction")


# --- texts

HARBOUR = Path(__file__).parents[1] / "corpora" / "harbour-ja"


def quoted(folder: Path, change: Callable[[str], str], quotes: Callable[[str], str] = lambda quote: quote) -> Result:
    """The corpus with its texts changed, each with its new sum."""
    files = read(HARBOUR / "claims")
    texts = folder / "texts"
    texts.mkdir(exist_ok=True)
    for content in documents(files).values():
        source = content["document"]["text"]
        raw = change((HARBOUR / "texts" / source["path"]).read_text("utf-8")).encode()
        (texts / source["path"]).write_bytes(raw)
        source["sha256"] = hashlib.sha256(raw).hexdigest()
        for entry in content["claims"]:
            entry["quote"] = quotes(entry["quote"])
    (folder / "claims").mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / "claims" / f"{name}.yaml").write_text(json.dumps(content), "utf-8")
    return examine(Request(folder / "claims", NOW, texts))


PADDED: dict[str, Callable[[str], str]] = {
    "words before and after": lambda text: f"前書き\n\n{text}\n後書き\n",
    "lines that end otherwise": lambda text: text.replace("\n", "\r\n"),
    "wider spaces": lambda text: text.replace("\n", "\n\n   \t"),
}


@pytest.mark.parametrize("change", PADDED.values(), ids=list(PADDED))
def test_what_stands_around_the_quotes_does_not_matter(tmp_path: Path, change: Callable[[str], str]) -> None:
    result = quoted(tmp_path, change)
    assert not result.faults
    assert not result.coverage.unchecked
    assert told(result) == told(examine(Request(HARBOUR / "claims", NOW)))


@pytest.mark.parametrize("place", [0, 1, -1])
def test_one_wrong_character_of_a_quote_is_noticed(tmp_path: Path, place: int) -> None:
    def wrong(quote: str) -> str:
        letters = list(quote)
        letters[place] = "〓"
        return "".join(letters)

    result = quoted(tmp_path, lambda text: text, wrong)
    assert {fault.code for fault in result.faults} == {"quote-not-found"}
    assert len(result.faults) == len(result.corpus.claims)
