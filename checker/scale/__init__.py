"""Tables of any size go through the screen by columns, and only the rows that it leaves become claims.

    hashes      texts become numbers: keys of claims, names of rows
    literals    each distinct literal is read once, by the reader that claims have; plain numbers and days by columns
    boxes       a batch of rows becomes columns of boxes; rows at fault are told, rows that no screen can judge are kept
    read        the boxes of all tables are written for the engine, and what else must be known is held
    sift        the boxes are screened, and the rows to be judged are chosen, the worst first
    sums        what is not judged is summed up

The judging is the ordinary flow's, on the claims that are left: nothing here knows a rule.
"""
