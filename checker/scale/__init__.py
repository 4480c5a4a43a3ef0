"""Tables of any size go through the screens by columns, and only the rows that these choose become claims.

    scan                    a batch of rows becomes columns of boxes; rows at fault get their faults, rows that no
                            screen can judge become claims
    read, spark             the boxes of all tables are made, and what else must be known is gathered: by this process,
                            or by Spark's workers
    engines, answers        the kernel says which boxes conflict, whoever brings it the boxes
    conflicting_keys        which of these are judged, the worst first
    standing                of very many claims of one key, which stand for others that say the same
    groups, parts           which claims of several keys are judged together, for constraints and relations
    sums, trend, reported   what is not judged is summed up, and which claims are reported of it
    select, corpus          all of that in its order: the rows to be judged, and the corpus that they make
    examples                pairs that show how a value went, where not all pairs are looked at
    truncated               the finding on what was not judged within the limits

The judging is the ordinary flow's, on the claims that were chosen: nothing here judges a pair.
"""
