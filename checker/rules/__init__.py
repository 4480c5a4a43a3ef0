"""The ways in which claims can fail to fit, one to a file."""
