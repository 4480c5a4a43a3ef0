"""Every code that a fault can carry, and what it means: the one list that tests and documentation go by.

A new code is one line here and one folder under `tests/errors/`, with a bad file and the exact text that it meets.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    # the folder and its files
    "no-vocabulary": "the corpus has no vocabulary.yaml",
    "empty-file": "a file holds nothing",
    "unreadable-file": "a file or folder cannot be read, or is no regular file",
    "file-too-large": "a file is larger than a claim file, or a text in its format, can reasonably be",
    "link-refused": "a symbolic link leads out of the corpus, to a folder, or nowhere",
    # characters
    "not-utf8": "a file is not UTF-8",
    "control-character": "a file holds a character that does not show in an editor",
    # YAML
    "yaml-syntax": "a file is not YAML",
    "several-documents": "a file holds more than one YAML document",
    "too-deep": "brackets or indentation are nested too deep",
    "too-many-values": "a file holds more values than may be read at once",
    "yaml-directive": "a line begins with %, which YAML takes as an instruction",
    "yaml-anchor": "a value is marked with & for being used elsewhere",
    "yaml-alias": "a value stands for another place, by *",
    "yaml-merge-key": "fields are copied from elsewhere, by <<",
    "yaml-tag": "a value is marked with ! as being of another type",
    "yaml-comma": "a comma inside braces ends a value that goes on after it",
    "duplicate-key": "a field stands twice",
    "key-not-text": "the name of a field is a number, a truth value, nothing, or a structure",
    "number-not-finite": "a value is infinity or not a number",
    # tables
    "bad-table": "a table, or a row of it, is no sound CSV, JSONL or Parquet",
    "ragged-row": "a row of a table has more or fewer cells than there are columns",
    # the structure of a file
    "unknown-field": "there is no field of this name",
    "missing-field": "a field that is required is not there",
    "wrong-fields": "fields do not go together",
    "empty-field": "a field is there and says nothing",
    "wrong-type": "a value is of another sort: text for a number, a list for text",
    "wrong-word": "a value is not one of the words that the field allows",
    "wrong-form": "a value is not written in the form that the field asks for",
    "too-long": "a value is longer than the field allows",
    "bad-name": "an identifier holds spaces or punctuation",
    # names
    "name-not-normal": "an identifier looks like another one: separate accents or invisible characters",
    "duplicate-claim": "two claims of one document have one identifier",
    "duplicate-document": "two files hold a document of one identifier",
    "unknown-entity": "the vocabulary has no such entity",
    "unknown-property": "the vocabulary has no such property",
    "unknown-scope": "the vocabulary has no such scope dimension",
    "unknown-source": "a claim draws on what is no entity, document or claim",
    "wrong-edition": "a document revises a later one, or documents revise each other in a circle",
    "unknown-document": "a document revises one that is not in the corpus, or a row of a table belongs to none",
    # what the vocabulary says
    "circle": "names are part of, a sense of, or after one another in a circle",
    "wrong-end": "the start or end of an interval is not the name of a date property",
    "wrong-tie": "a property is tied to one whose datatype does not fit",
    "bad-change": "how fast a property may change cannot be read",
    "bad-settles": "how far apart documents must lie cannot be read, or the property does not settle",
    "bad-tolerance": "a tolerance cannot be read, or its parts do not fit",
    "bad-definition": "a definition of a property is stated twice, or is at least what it cannot be",
    "bad-constraint": "a constraint does not fit its property, or a parameter of it cannot be read",
    "unused-exception": "a constraint excepts a subject whose claims do not break it",
    # what values, dates and relations say
    "bad-value": "a value cannot be read as its property's sort of value",
    "bad-date": "a date or a stretch of time cannot be read",
    "bad-relation": "a relation between quantities cannot be read, or names what does not exist",
    # quotes
    "long-quote": "a quote has too many words or characters",
    "quote-not-found": "a quote does not stand in its document's text",
    "quote-ambiguous": "a quote stands in several places of its document's text",
    "draft-not-in-quote": "the quote of a draft does not say its value",
    "text-unreadable": "a document's text cannot be read in its format, or asks for more than a document needs",
    "text-changed": "a document's text is not the one that was read",
    "path-outside": "the path of a document's text leads out of the folder of texts",
    # decisions, suppressions, baseline
    "misplaced-decision": "a decision does not lie where its finding and its reviewer say",
    "unknown-rule": "a suppression or the configuration names a rule that does not exist",
    "bad-baseline": "a line of the baseline is no identifier of a finding",
    "bad-import": "an entry of a file that is imported is no annotation or review that can be read",
    "bad-history": "a line of the history of runs is no run",
    "nothing-to-allow": "a change lets something pass that is not there",
    # configuration
    "toml-syntax": "the configuration is not TOML",
    "no-folder": "a folder that the configuration names is not there",
}
