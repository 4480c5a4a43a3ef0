"""Relations between quantities: conflicts that no pair shows, and the fewest questions that are in dispute."""
