"""Rules on all claims of one subject."""
