"""Values only: nothing here reads a file, decides a verdict or prints."""
