"""Findings become disagreements: what is in dispute, who holds which position, what would settle it."""
