"""The documents' own words: quotes are looked up in them, and shown with what stands around them."""
