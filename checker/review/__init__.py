"""The local page on which analysts decide, and the same review on a terminal."""
