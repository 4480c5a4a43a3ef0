"""The innocent reasons for a conflict, and the verdict that follows from them."""
