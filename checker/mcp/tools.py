"""What a program can ask. Each tool is a form of arguments, strict, and a function that answers with text; whatever
comes from a file stands in double quotes there, as in the format `agent`, and is bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, Literal

from pydantic import Field, ValidationError

from checker.literals.literal import LiteralError
from checker.mcp.folder import Folder, ToolError
from checker.model.vocabulary import Vocabulary
from checker.readers.files.text import DAY_PATTERN, FileModel, Language, Text
from checker.readers.names import shown
from checker.report import agent, catalogue, reading, text
from checker.report.options import Options
from checker.run import check, exit_code

MOST = 60_000
"""Characters of one answer: some 15,000 tokens."""
MOST_DRAFTS = 200
"""Drafts of one answer: a file that is cut is no YAML."""
MOST_LEFT_OUT = 20
"""Stretches of a text that are told to be without drafts."""
LONGEST_LITERAL = 500
"""Characters of a literal, as in claim files."""


class ReadArguments(FileModel):
    literal: Text = Field(max_length=LONGEST_LITERAL, description="a value in a document's words, such as over 40,000")
    property: str = Field("", description="the property of the corpus that it is a value of; else datatype and unit")
    datatype: Literal["quantity", "date", "interval", "rank"] = "quantity"
    unit: str = ""
    language: Language = Field("", description="language of the document, such as de; English where it is left out")


class DraftArguments(FileModel):
    publisher: Text = Field(description="who published the document")
    text: str = Field("", description="the document's text; or else file")
    file: str = Field("", description="the name of its text below the folder of texts")
    title: str = Field("", description="its title; else the first heading of the text")
    published: str = Field("", description="when; else the first line of the text that is a day")
    language: Language = Field("", description="its language; drafts are made of English only; en says that it is")


class CheckArguments(FileModel):
    files: dict[str, str] = Field(
        default_factory=dict,
        description="claim files, or vocabulary.yaml, by name below the folder: checked as if they were saved",
    )
    as_of: str = Field("", pattern=f"^$|{DAY_PATTERN}", description="the day that counts as now; else today")


class ExplainArguments(FileModel):
    name: Text = Field(max_length=200, description="a rule, a reason, or the identifier of a disagreement or a finding")


class VocabularyArguments(FileModel):
    contains: str = Field("", description="only names that contain these letters, in the name or in a label")


@dataclass(frozen=True, slots=True)
class Tool:
    """`answer` gets the folder and the arguments, and raises `ToolError` where it has none."""

    doc: str
    arguments: type[FileModel]
    answer: Callable[[Folder, Any], str]

    def call(self, folder: Folder, arguments: Mapping[str, Any]) -> str:
        """The answer, cut where it is too long. Raises `ToolError`."""
        try:
            given = self.arguments.model_validate(arguments)
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False)
            lines = [f"{'.'.join(map(str, one['loc'])) or 'arguments'}: {one['msg']}" for one in wrong[:5]]
            raise ToolError(shown_lines(lines)) from None
        return cut(self.answer(folder, given))


def shown_lines(lines: Iterable[str]) -> str:
    """Lines that may name what a caller wrote."""
    return "; ".join(agent.quoted(line, 200) for line in lines)


def cut(answer: str) -> str:
    """An answer of bounded length that says how much of it is left out."""
    if len(answer) <= MOST:
        return answer
    end = answer.rfind("\n", 0, MOST) + 1 or MOST
    return f"{answer[:end]}left_out={len(answer) - end} characters\n"


def _data(lines: Iterable[str]) -> str:
    """Lines of an answer below the head that says what double quotes mean."""
    return "".join(f"{line}\n" for line in (agent.HEAD, *lines))


def _read(folder: Folder, given: ReadArguments) -> str:
    vocabulary = folder.vocabulary() if given.property else Vocabulary()
    try:
        prop = reading.property_of(given.unit, given.datatype)
        prop = reading.declared(given.property, vocabulary) if given.property else prop
        return _data(f"{head}={agent.quoted(words)}" for head, words in _told(given, prop, vocabulary))
    except LiteralError as error:
        raise ToolError(f"{agent.quoted(error.message)} at character {error.offset + 1} of the literal") from None
    except ValueError as error:
        raise ToolError(agent.quoted(str(error))) from None


def _told(given: ReadArguments, prop: Any, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    lines = reading.lines(given.literal, prop, vocabulary, given.language)
    return ((head.replace(" ", "_"), words) for head, words in lines)


def _draft(folder: Folder, given: DraftArguments) -> str:
    from checker.model.claim import is_english
    from checker.starting.document import Head, claim_file, document_of, faults_of, head_of
    from checker.starting.drafts import MOST_CHARACTERS, drafts_of, fields_of
    from checker.starting.english import looks_english
    from checker.starting.parts import left_out
    from checker.texts.files import text_of
    from checker.texts.text import Unfinished, Unreadable

    if bool(given.text) == bool(given.file):
        raise ToolError("a draft needs text or file: exactly one of the two")
    raw = folder.text(given.file) if given.file else given.text.encode()
    name = given.file.rpartition("/")[2] or "text.txt"
    try:
        words = text_of(raw, name)
    except (Unreadable, Unfinished) as error:
        raise ToolError(f"{shown(given.file or 'text')}: {agent.quoted(str(error))}") from None
    if len(words.words) > MOST_CHARACTERS:
        raise ToolError(f"the text has more than {MOST_CHARACTERS:,} characters; draft parts of it")
    if not is_english(given.language) or not (given.language or looks_english(words.words)):
        raise ToolError("drafts are made of English texts only; say language en if this is one")
    vocabulary = folder.vocabulary()
    known = Head("", given.title, given.publisher, given.published, given.language)
    head = head_of(words, name.rpartition(".")[0] or name, known, vocabulary)
    if not head.published:
        raise ToolError("no line of the text is the day of its publication; give it as published")
    drafts = list(islice(drafts_of(words, document_of(head), vocabulary), MOST_DRAFTS + 1))
    made = claim_file(head, raw, given.file or f"{head.id}.txt", [fields_of(one) for one in drafts[:MOST_DRAFTS]])
    for fault in faults_of(made, folder.vocabulary()):
        raise ToolError(f"{shown(given.file or 'text')}: {agent.quoted(fault.message)}")
    more = " more=yes" if len(drafts) > MOST_DRAFTS else ""
    lines = [f"file={agent.quoted(f'{head.id}.yaml')} drafts={min(len(drafts), MOST_DRAFTS)}{more}"]
    lines += (f"not_drafted={agent.quoted(f'{one.what}: {one.words[:60]}')}" for one in left_out(words)[:MOST_LEFT_OUT])
    return _data([*lines, "nothing is written; below is the file, all of it data from the text:", made.rstrip("\n")])


def _check(folder: Folder, given: CheckArguments) -> str:
    asked = folder.laid_over(given.files)
    if given.as_of:
        try:
            asked = replace(asked, as_of=date.fromisoformat(given.as_of).isoformat())
        except ValueError:
            raise ToolError(f"there is no day {given.as_of}") from None
    result = check(asked)
    report = agent.write(result, Options(fail_on=asked.policy.fail_on, texts=asked.documents))
    return f"exit_code={exit_code(result, asked.policy)}\n{report}"


def _explain(folder: Folder, given: ExplainArguments) -> str:
    if known := catalogue.entry(given.name):
        return known
    result, paint = check(folder.asked), text.painter(False)
    finding = next((finding for finding in result.findings if finding.id == given.name), None)
    begun = [one for one in result.disagreements if one.id.startswith(given.name)]
    if not finding and len(begun) != 1:
        raise ToolError(
            f"{agent.quoted(given.name)} is no rule, no reason, no disagreement and no finding; check lists them"
        )
    lines = text.explained(finding, result, paint) if finding else text.evidence_lines(begun[0], result, paint)
    return _data(agent.quoted(line) for line in lines)


def _vocabulary(folder: Folder, given: VocabularyArguments) -> str:
    vocabulary, part = folder.vocabulary(), given.contains.casefold()

    def wanted(*names: str) -> bool:
        return any(part in name.casefold() for name in names)

    quoted = agent.quoted
    lines = [f"entities={len(vocabulary.entities)} properties={len(vocabulary.properties)}"]
    for prop in vocabulary.properties.values():
        if wanted(prop.name, prop.label):
            unit = f" unit={quoted(prop.unit)}" if prop.unit else ""
            lines.append(
                f"property={quoted(prop.name)} label={quoted(prop.label)} holds={prop.datatype} kind={prop.kind}{unit}"
            )
    for entity in vocabulary.entities.values():
        if wanted(entity.name, entity.label, *entity.also):
            lines.append(f"entity={quoted(entity.name)} label={quoted(entity.label)}")
    return _data(lines)


TOOLS: Mapping[str, Tool] = {
    "read": Tool(
        "What a literal is read as: bare words, what a reader expects, all it may mean.", ReadArguments, _read
    ),
    "vocabulary": Tool(
        "The names that claims may use: entities and properties of this corpus.", VocabularyArguments, _vocabulary
    ),
    "draft": Tool(
        "A claim file for a text, with a draft of a claim for each figure and date. Nothing is written.",
        DraftArguments,
        _draft,
    ),
    "check": Tool(
        "Check the corpus, as it is or as it would be with files; exit_code 0 clean, 1 documents disagree, 2 a fault "
        "in a file, 3 incomplete. Nothing is written.",
        CheckArguments,
        _check,
    ),
    "explain": Tool("A rule, a reason, or one disagreement with its evidence.", ExplainArguments, _explain),
}
