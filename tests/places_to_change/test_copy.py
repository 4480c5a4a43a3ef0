"""In the copy nothing differs but what the changes of this folder say: their edits, and what is generated from them."""

from __future__ import annotations

from tests.places_to_change.conftest import Copy, all_changes, tells_of


def test_what_differs_by_hand_is_what_the_changes_edit(copy: Copy) -> None:
    assert set(copy.by_hand) == {edit.path for change in all_changes() for edit in change.edits}


def test_all_else_that_differs_is_generated_and_holds_the_name_of_a_change(copy: Copy) -> None:
    changes = all_changes()
    unnamed = {
        (name, hunk)
        for name, hunks in copy.generated.items()
        for hunk in hunks
        if not any(tells_of(change, hunk) for change in changes)
    }
    assert unnamed == set(), "or what is generated is stale in the tree itself: make generate"
    assert not copy.generated.keys() & copy.by_hand.keys()
