"""Help while claim files are written: pure functions from a corpus and a place in it to what an editor shows there, and
one module that speaks the Language Server Protocol.
"""
