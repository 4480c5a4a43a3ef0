"""Relations between quantities: minimal conflicts that no pair shows, and smallest repairs."""
