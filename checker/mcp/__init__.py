"""Programs read, draft, check and explain by the Model Context Protocol, on one folder, in which nothing is written.

    folder   the corpus that is served, and files below it
    tools    what a program can ask: each tool with the form of its arguments
    serve    the protocol, by the official library

Whoever starts the server says which folder; whoever speaks to it is a stranger, and so are the files.
"""
