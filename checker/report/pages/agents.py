"""The page for programs that write claim files; the server that programs speak to hands it out as well."""

from __future__ import annotations

from pathlib import Path


def page() -> str:
    """The page as Markdown."""
    return Path(__file__).with_name("agents.md").read_text("utf-8")
