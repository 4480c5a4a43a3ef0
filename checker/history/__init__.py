"""What a change does: the corpus as it was at a revision, and how its claims and findings differ from those of now.

The flow: `git` (the only thing that asks git) → `earlier` (the files of then, laid out in a folder of their own) →
`news` (which findings are new) and `changes` (what became of claims and findings) → `render` (in words).
"""
