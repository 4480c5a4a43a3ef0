"""Numbers as documents write them, with what hedges and rounding allow."""
