"""Rules on what a property declares in the vocabulary, each in the file of its name."""
