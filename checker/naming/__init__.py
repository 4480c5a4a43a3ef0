"""Where the names of a vocabulary stand, and what is done with them: counted, found, renamed, made one.

spans         the text of a file, and where that of a value stands in it, character by character
occurrences   every name in a vocabulary, a claim, a map of an import: the one function that knows where they stand
corpus        the same for all files of a corpus, tables among them
usage         how many claims use each name; which nobody uses; which ones some words mean; which are nearly the same
edit          text is spliced at the places of names, and read back before it is kept
change        a renaming, or one name for two, as new contents of files
trial         a change is judged on a copy of the corpus before anything is written
"""
