"""Sources against one another: which of them copy, how often each agrees, and what is best supported."""
