"""The innocent reasons for a conflict, the verdict that follows from them, and that on claims that hold together.

`agreement` is neither a reason nor a rule: it makes findings, where rules make conflicts, and asks for them as reasons
do, of the documents behind claims.
"""
