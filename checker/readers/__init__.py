"""Files become documents, claims and a vocabulary, each field with its place."""
