"""Running text is read with the grammar of literals: which amounts and dates it says, and whether they say a value."""
