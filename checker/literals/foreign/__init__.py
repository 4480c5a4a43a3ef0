"""Literals in other languages are put into English by the tables of `checker.languages`."""
