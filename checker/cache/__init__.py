"""What earlier runs read and judged, so that a later run does only what is new. Nothing in it decides anything.

A run with and a run without it give the same bytes. `codec` turns our values into JSON and back, `store` holds them.
"""
