"""Addresses of the page: the filters go along from page to page."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from checker.review.queue import Filters


def query(filters: Filters, **more: str | int) -> str:
    """The filters as the end of an address; empty where all are the usual ones."""
    fields = {"show": filters.show if filters.show != "todo" else ""}
    fields |= {name: getattr(filters, name) for name in ("subject", "document", "rule", "q")}
    given = {name: value for name, value in {**fields, **more}.items() if value not in ("", None)}
    return f"?{urlencode(given)}" if given else ""


def part(name: str) -> str:
    """A name as one part of an address."""
    return quote(name, safe="")
