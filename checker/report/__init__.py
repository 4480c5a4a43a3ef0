"""Findings become text for people and data for programs, one writer for each format."""
