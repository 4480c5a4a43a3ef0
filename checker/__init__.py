"""Finds where the claims of documents do not fit.

The flow, one layer each, from the files upwards:

    corpus      files become documents, claims and a vocabulary, each field with its place
    normal      claims become boxes: subject and property, a range of values, a range of time
    screen      which boxes are worth comparing
    rules       pairs and groups of boxes that do not fit become conflicts
    joint       relations tie quantities together: smallest sets that cannot all hold, and smallest repairs
    reconcile   each innocent reason is asked; conflicts become findings with a verdict
    decisions   what people ruled on findings, let pass or knew before; what is stale opens again
    gate        findings, decisions and policy become pass or fail
    report      findings become text, JSON, Markdown

`checker.run.check` is the whole flow as one function; `checker.cli.main` the command; `checker.model` the values.
"""
