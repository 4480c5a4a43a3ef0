"""What the watched pages must not do is seen where they do it, and barriers are found where there are some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

POLICY = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
PAGES = {
    "a request": ("<img src='http://127.0.0.1:9/x.png'>", "request: http://127.0.0.1:9/x.png"),
    "a script that fails": ("<script>nothing()</script>", "nothing is not defined"),
    "a script against the policy": (f"{POLICY}<script>1</script>", "policy: script-src"),
    "a style against the policy": (f"{POLICY}<p style='color: red'>x</p>", "policy: style-src"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_fault_of_a_page_is_seen(name: str, page: Page, watch, tmp_path) -> None:
    source, complaint = PAGES[name]
    (tmp_path / "page.html").write_text(f"<!doctype html><title>x</title>{source}", encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_timeout(100)
    assert [one for one in watch.faults if complaint in one]
    watch.requests.clear()
    watch.complaints.clear()


def test_a_barrier_is_found(page: Page, barriers) -> None:
    page.set_content("<!doctype html><html lang=en><title>x</title><main><h1>x</h1><img src='data:,'><button></button>")
    found = barriers(page)
    assert {one.partition(":")[0] for one in found} >= {"image-alt", "button-name"}


def test_a_page_without_barriers_passes(page: Page, barriers) -> None:
    page.set_content("<!doctype html><html lang=en><title>x</title><main><h1>A heading</h1></main>")
    assert barriers(page) == []
