"""Rows of large tables become columns of boxes."""
