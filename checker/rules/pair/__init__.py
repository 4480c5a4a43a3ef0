"""Rules on two claims of one subject whose properties share their most general sense."""
