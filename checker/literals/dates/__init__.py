"""Dates and times as documents write them."""
