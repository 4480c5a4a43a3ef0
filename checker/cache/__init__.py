"""What earlier runs read and judged, kept so that a later run does only what is new. Nothing kept decides anything.

A run with and a run without it give the same bytes. `codec` turns our values into JSON and back, `store` keeps them.
"""
