"""The words of a PDF, page by page: run by path in a process of its own, with bounded memory and time.

Reads the file from the standard input and writes JSON: `pages`, or `fault` with what is wrong. Every limit but those of
the process is a count, so that the same file ends in the same way.
Why a process: what one hostile page makes a reader of PDF do is bounded by nothing else; and this file imports nothing
of the package, so that it starts at once.
Source: measured on bombs of streams, page trees that loop or double, forms that invoke each other, and fonts.
"""

from __future__ import annotations

import json
import logging
import resource
import sys

MEMORY = 450 * 2**20
SECONDS = 9
"""Of computing; a page of a book takes some 10 ms."""
MOST_PAGES = 2_000
MOST_CHARACTERS = 10 * 2**20
LIMITS = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 400_000,
    "page_tree_maximum_entries": 10_000,
    "xform_maximum_invocations_per_extraction": 500,
    "jbig2dec_binary": None,
}
"""Of one stream or page: bytes after decompression, and operands. Dense pages of text have some 20,000 operands."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    try:
        answer = extracted(sys.stdin.buffer.read())
    except ImportError:
        answer = {"missing": True}
    sys.stdout.write(json.dumps(answer))


def extracted(raw: bytes) -> dict[str, object]:
    """The pages, or what is wrong."""
    from io import BytesIO

    from pypdf import PdfReader, overwrite_configuration
    from pypdf.errors import DependencyError, LimitReachedError

    overwrite_configuration(**LIMITS)
    pages: list[str] = []
    characters = 0
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"fault": "is encrypted; save it without a password"}
        for page in reader.pages:
            if len(pages) == MOST_PAGES:
                return {"fault": f"has more than {MOST_PAGES:,} pages; split it, one document to a file"}
            pages.append(page.extract_text())
            characters += len(pages[-1])
            if characters > MOST_CHARACTERS:
                return {"fault": f"has more than {MOST_CHARACTERS:,} characters; split it, one document to a file"}
        title = str((reader.metadata and reader.metadata.title) or "")
    except LimitReachedError as error:
        return {"fault": f"asks for more than a document needs ({error}); save its text as .txt"}
    except MemoryError:
        return {"memory": True}
    except DependencyError:
        return {"encrypted": True}
    except ImportError:
        raise
    except Exception as error:  # noqa: BLE001  # a broken file breaks its reader in any way
        return {"fault": f"is no PDF that can be read ({type(error).__name__}: {str(error)[:80]}); save it anew"}
    return {"pages": pages, "title": title[:500]}


if __name__ == "__main__":
    main()
