"""A corpus begins: the files of a new one, and a claim file for a document's text."""
