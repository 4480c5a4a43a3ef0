"""Units, and what of a literal is unit."""
