"""What is wrong with a file that is not YAML, in words for people who do not know YAML."""

from __future__ import annotations

WORDS = (
    (
        "mapping values are not allowed",
        'a colon with a space after it does not fit here; if it belongs to the text, put the text in quotes: "a: b"',
    ),
    (
        "found character that cannot start any token",
        "a value cannot begin with this character (a tab, @, ` or %); put the text in quotes, and indent with spaces",
    ),
    ("found unexpected end of stream", "a quotation mark is opened but never closed; close it"),
    (
        "found unexpected document indicator",
        "a quotation mark is opened but not closed before a line of three dashes or dots; close it",
    ),
    ("did not find expected ',' or ']'", "a list is opened with [ but not closed; expected a comma or ]"),
    ("did not find expected ',' or '}'", "a group is opened with { but not closed; expected a comma or }"),
    (
        "did not find expected key",
        (
            "expected a field (name: value) here; either the line is indented differently from its neighbours, "
            "or text goes on after a closing quotation mark: put the whole text in quotes"
        ),
    ),
    (
        "did not find expected '-' indicator",
        "expected the next item of the list (a dash) here; the line is indented differently from its neighbours",
    ),
    ("block sequence entries are not allowed", "a list item (a dash) cannot begin here; begin it on a line of its own"),
    ("did not find expected <document start>", "text goes on after the end of the file's content; remove it"),
    (
        "found unknown escape character",
        r"a backslash in double quotes begins an escape that does not exist; use single quotes, or write \\",
    ),
    (
        "found invalid Unicode character escape code",
        "a backslash escape names a character that does not exist; write the character itself",
    ),
    (
        "did not find expected hexdecimal number",
        r"a backslash escape needs hexadecimal digits (\x41, \u00e9); use single quotes, or write \\",
    ),
    (
        "did not find expected hexadecimal number",
        r"a backslash escape needs hexadecimal digits (\x41, \u00e9); use single quotes, or write \\",
    ),
    (
        "could not find expected ':'",
        "expected a field (name: value); this line has no colon, or the line before lacks its quotation mark",
    ),
    (
        "did not find expected comment or line break",
        "nothing may stand after | or > on its line; begin the text on the next line, or put it in quotes",
    ),
    ("did not find expected alphabetic or numeric character", "a value cannot begin with * or &; put it in quotes"),
    ("did not find expected node content", "a value is missing here; write it, or take the comma or bracket away"),
)
"""What libyaml says, and what that means. Source: the messages in libyaml 0.2.5, scanner.c and parser.c."""


def explain(problem: str) -> str:
    """Plain words for a parser's message; the message itself where none are known."""
    for theirs, ours in WORDS:
        if theirs in problem:
            return ours
    return f"this is not YAML ({problem}); compare the line with its neighbours: indentation, quotes, brackets"
