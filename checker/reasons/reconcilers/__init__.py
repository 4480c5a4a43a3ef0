"""The reconcilers, one innocent reason to a file; `registry` loads whatever lies here."""
