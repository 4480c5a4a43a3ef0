"""The reconcilers, one innocent reason to a file."""
