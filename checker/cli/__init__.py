"""The commands that have more to do than one call: one file for each, and what they share."""
