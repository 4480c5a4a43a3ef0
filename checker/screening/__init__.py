"""Which claims are worth comparing: blocks of boxes, the kernel on columns, and groups."""
