"""A model, where one is asked for, proposes claims of a text: drafts for a person, validated like a stranger's file.

    endpoint   asks an OpenAI-compatible endpoint, bounded in time and size
    request    what is sent: parts of the text, open drafts, names of the vocabulary
    answer     the form of an answer
    proposals  what of an answer is kept, and why the rest is not
    draft      a text's drafts with what a model proposes

Nothing here is imported while checking, and nothing is sent but by `checker draft --endpoint`.
"""
