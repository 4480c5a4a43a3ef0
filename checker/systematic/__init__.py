"""One cause behind many conflicts: how one source differs from another throughout a property."""
