"""JSON that is safe wherever it is put: in a file, or between the tags of a script in a page.

Source: HTML Living Standard, 4.12.1.3: within a script only `<!--`, `<script` and `</script` mean anything; none can
stand where `<` is an escape.
"""

from __future__ import annotations

import json
from typing import Any

ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


def as_text(data: Any) -> str:
    """The data in ASCII, in which nothing hides; `<`, `>` and `&` are escapes too."""
    return json.dumps(data, ensure_ascii=True, indent=1, allow_nan=False).translate(ESCAPED) + "\n"
