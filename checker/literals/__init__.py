"""Claims become boxes: the words of documents read as exact ranges of value and time."""
