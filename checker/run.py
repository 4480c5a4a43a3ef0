"""The whole flow, from sources to a settled result, read top to bottom.

`check` is the flow; every front end calls it. `examine` is what the rules find, `settle` what people and policy make of
that: whoever saves a ruling settles again, and examines nothing anew.
"""

from __future__ import annotations

import atexit
import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache, partial

from checker import gate
from checker.cache.store import Store, open_store, save
from checker.coverage import compared, unexamined
from checker.decisions import ruled_by_name
from checker.decisions import settle as settle_findings
from checker.disagreements.assemble import assemble
from checker.disagreements.assemble import settled as ruled_on
from checker.disagreements.conflicts import known_clashes
from checker.disagreements.systematic import gathered, systematic
from checker.evaluate import CAPPED, RULE_IDS, faults_of_drafts, findings_of_constraints
from checker.gate import weighed
from checker.literals.boxes import undated
from checker.literals.editions import merged_editions, sound_editions
from checker.model.box import by_property
from checker.model.disagreement import SYSTEMATIC
from checker.model.fault import Mark
from checker.model.finding import VERDICTS, Finding
from checker.model.groups import grouped
from checker.model.lazy import LazySequence
from checker.model.policy import Base, Policy
from checker.model.result import Result
from checker.quotes.unread_texts import ID as NOT_READ
from checker.quotes.unread_texts import unread_texts
from checker.readers.folder import is_table
from checker.readers.load import ScannedFiles
from checker.readers.load import scan as read_files
from checker.readers.tally import abridged
from checker.reasons.agreement import recounted
from checker.reasons.reconciler import Context
from checker.relations.elements import denied_relations, in_force, read_relations, related
from checker.relations.findings import relation_findings
from checker.relations.reasoning import reason
from checker.request import Request
from checker.rules.declared import faults as wrong_constraints
from checker.rules.look_alike import look_alikes
from checker.rules.registry import RULES
from checker.rules.world import view
from checker.scale.corpus import to_judge
from checker.scale.truncated import ID as TRUNCATED
from checker.scale.truncated import coverage_of_all, truncated
from checker.scale.unread_tables import ID as TABLE_NOT_READ
from checker.scale.unread_tables import unread_tables
from checker.sources.copies import ID as COPIED
from checker.sources.copies import copies, told_copies
from checker.sources.measure import measure
from checker.sources.reprints import reprints
from checker.subjects import boxes_of, evaluate_subjects
from checker.systematic.differences import systematic_differences
from checker.texts.quotes import check_quotes


def check(request: Request, base: Base | None = None, store: Store | None = None) -> Result:
    """The settled result: what the rules find, with decisions, suppressions, baseline and policy.

    `base` is the tree before the change under test: what the change adds to decisions, suppressions and baseline is a
    proposal, unless the policy of the base says otherwise. `store`: the cache, where it is open already.

    Raises `EngineError` where the engine that was asked for cannot read the tables.
    """
    return settle(examine(request, store, base), request, base)


def examine(request: Request, store: Store | None = None, base: Base | None = None) -> Result:
    """What the rules find in the whole corpus, before people have their say. `base`: what a change under test says to
    revise counts as far as it is merged.
    """
    store = store or open_store(request.cache)
    tell = _teller(request)
    tell("reading the files")
    with _uncollected():
        result = examine_files(read_files(request.root, store, request.unsaved), request, store, base)
    save(store)
    tell("")
    return result


def _teller(request: Request) -> Callable[[str], None]:
    """Says which step a run is at, where somebody wants to know."""

    def tell(step: str) -> None:
        if request.scan.progress:
            request.scan.progress(step, 0)

    return tell


def examine_files(
    files: ScannedFiles, request: Request, store: Store | None = None, base: Base | None = None
) -> Result:
    """What the rules find in files that were read, under the vocabulary that stands with them."""
    tell = _teller(request)
    now = date.fromisoformat(request.as_of).toordinal()
    corpus, selection = to_judge(files, request.scan, now)
    drafts = corpus.drafts
    corpus = corpus.with_drafts() if request.drafts else corpus
    tell("looking quotes up")
    quotes = check_quotes(corpus, request.documents)
    documents, wrong_editions = sound_editions(corpus.documents, corpus.vocabulary)
    documents = merged_editions(documents, base.documents) if base else documents
    known = {document.id: document for document in documents}
    context = Context(corpus.vocabulary, known, unlisted=selection.unlisted, partly_read=selection.large_blocks)

    tell(f"comparing {len(corpus.claims):,} claims")
    processes = request.scan.limits.threads
    subjects = evaluate_subjects(corpus.claims, context, store, files.vocabulary_text, processes)
    boxes = LazySequence(lambda: boxes_of(subjects, corpus.claims))
    within = [finding for subject in subjects for finding in subject.findings]

    world = view(boxes, corpus.vocabulary, now, selection.governed)
    breaches, needless, lacking = findings_of_constraints(world, boxes, context, selection)

    tell("reasoning by relations")
    stated, unreadable = read_relations(corpus.claims, corpus.vocabulary)
    bound = related(stated, corpus.vocabulary)
    tied = boxes_of(subjects, (claim for claim in corpus.claims if selection.relates(claim) and bound(claim)))
    reasoning = reason(*in_force(tied, stated, context), corpus.vocabulary, known_clashes((*within, *breaches)), store)
    related_context = replace(context, boxes=by_property(tied), wider=context)

    tell("putting disagreements together")
    # every rule runs, also one that is not wanted: what it finds is no news of another rule either
    judged = [*within, *relation_findings(reasoning, within, related_context), *breaches, *look_alikes(corpus)]
    unjudged = (*filter(None, (truncated(selection), unread_tables(files.unread))), *unread_texts(quotes.unread))
    wanted = {*wanted_rules(request.policy), CAPPED, TRUNCATED, NOT_READ, TABLE_NOT_READ}
    findings = tuple(_completed(finding for finding in (*judged, *unjudged) if finding.rule in wanted))
    claims_about = Counter(claim.subject for claim in corpus.claims)
    differences = systematic_differences(findings, boxes, corpus.vocabulary)
    reprinted = reprints(quotes.words, quotes.hashes, corpus.claims, context, request.documents)
    copied = copies(boxes, differences, context, reprinted)
    measured = cache(partial(measure, boxes, context, copied, differences))
    if copied.ties():
        context = replace(context, copies=copied.shared())
        told = told_copies(copied, corpus.claims, context) if COPIED in wanted else ()
        findings = tuple(_completed((*recounted(findings, context), *told)))
    disagreements = assemble(findings, reasoning, boxes, claims_about, context)
    differences = differences if SYSTEMATIC in wanted else ()
    causes = tuple(systematic(difference, context) for difference in differences)

    unread = {fault for subject in subjects for fault in subject.faults}
    constraints = (*wrong_constraints(RULES, world), *(() if corpus.lost else needless))
    # a row at fault is told of where its table is read, and again where its claim is judged as another's source
    undatable = undated(corpus.documents, corpus.vocabulary)
    wrong = (*corpus.faults, *wrong_editions, *undatable, *unread, *unreadable, *constraints, *quotes.faults)
    wrong += faults_of_drafts(drafts, context)
    faults = abridged(tuple(dict.fromkeys(wrong)))
    coverage = coverage_of_all(compared(corpus, subjects, reasoning, quotes.unchecked), selection)
    mute = (claim for subject in subjects for claim in subject.unread)
    mute = sorted(claim.ref for claim in mute if not (selection.sums and is_table(claim.mark.file)))
    unknown = {claim.ref for claim in (*lacking, *denied_relations(corpus.claims))}
    coverage = replace(coverage, unknown=tuple(sorted(unknown)), unread=tuple(mute))
    coverage = replace(coverage, unexamined=unexamined(coverage, corpus, boxes, stated, findings))
    told_of_all = (selection.sums, disagreements, causes, measured)
    return Result(corpus, request.as_of, boxes, findings, faults, coverage, *told_of_all)


def settle(result: Result, request: Request, base: Base | None = None) -> Result:
    """What the rules found, with what people ruled on it, let pass, or knew before, with what is wrong with those
    rulings, and with the severities that the policy gives; as far as it is about what was chosen.
    """
    policy, ran = request.policy, wanted_rules(request.policy)
    result = gathered(result, ruled_by_name(result, request.root, base, request.baseline))
    ruled = settle_findings(result, request.root, policy, ran=ran, known=RULE_IDS, base=base, baseline=request.baseline)
    findings = tuple(sorted(weighed(ruled.findings, policy), key=lambda finding: _order(finding, finding.id)))
    corpus = replace(ruled.corpus, sources={**ruled.corpus.sources, **request.sources})
    settled = replace(ruled, corpus=corpus, findings=findings, disagreements=ruled_on(ruled.disagreements, findings))
    settled = only(settled, request.chosen) if request.chosen else settled
    return replace(settled, faults=tuple(sorted((*request.faults, *settled.faults))))


def only(result: Result, paths: Iterable[str]) -> Result:
    """The result as far as it touches files at or below the paths (as in `claims/example.yaml`)."""
    chosen = tuple(paths)

    def touched(mark: Mark) -> bool:
        return any(mark.file == path or mark.file.startswith(f"{path}/") for path in chosen)

    telling = {f.id: one.claims for one in result.disagreements for f in one.findings if not f.claims}
    about = ((f, f.claims or telling.get(f.id, ())) for f in result.findings)
    chosen_ones = result.narrowed(f for f, claims in about if any(touched(claim.mark) for claim in claims))
    return replace(chosen_ones, faults=tuple(fault for fault in result.faults if touched(fault.mark)))


def exit_code(result: Result, policy: Policy, *, outvoted: bool = False, removes: bool = False) -> int:
    """What a run ends with under a policy: 0 clean, 1 open disagreements, 2 a fault in the input, 3 incomplete.

    `outvoted`: the change under test takes the lead from a position, in a disagreement that was there before.
    `removes`: it takes away or redefines what was there.
    """
    code = gate.exit_code(
        result.disagreements,
        faults=bool(result.faults),
        complete=result.complete,
        fail_on=policy.fail_on,
        max_tensions=policy.max_tensions,
        forbidden=(outvoted and policy.fail_on_outvoted) or (removes and policy.fail_on_removed),
    )
    return gate.CLEAN if policy.exit_zero and code == gate.FOUND else code


def wanted_rules(policy: Policy) -> set[str]:
    """The rules that run: those selected, or all; without those ignored."""
    return (set(policy.select) or set(RULE_IDS)) - set(policy.ignored)


def _completed(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in their order, with identifiers of their own where claims say the same in the same document."""
    groups = grouped(findings, lambda finding: finding.id).values()
    alike = (sorted(group, key=lambda finding: finding.refs) for group in groups)
    numbered = ((finding, number) for group in alike for number, finding in enumerate(group))
    named = [(finding, f"{finding.id}-{number + 1}" if number else finding.id) for finding, number in numbered]
    for finding, name in sorted(named, key=lambda pair: _order(*pair)):
        yield finding if name == finding.id else replace(finding, id=name)


def _order(finding: Finding, name: str) -> tuple[int, str, str, tuple[str, ...], str]:
    return VERDICTS.index(finding.verdict), finding.key, finding.rule, finding.refs, name


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for values that hold each other in circles: ours hold none, and it takes a fifth of the time.
    Nor does a later search look at what was found.

    Source: measured on 10,000 claims; the memory that a run takes is the same.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            _thaw_at_exit()
            gc.enable()


@cache
def _thaw_at_exit() -> None:
    """Whoever counts at the end what is left over must find that all of it was collected."""
    atexit.register(gc.unfreeze)
