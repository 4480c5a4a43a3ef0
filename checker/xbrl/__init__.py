"""Facts of XBRL become claims: reports in xBRL-JSON and xBRL-CSV, the forms of the Open Information Model, and the
summations that a taxonomy demands of them.

    report       a report in one file of JSON, and what both forms share
    tables       a report in tables, with a file that describes them
    places       a file of JSON, and where each of its fields stands
    facts        facts, and the forms of values, periods, units and names
    summations   which concepts add up to which
    names        identifiers of a vocabulary for the names of a report
    claims       facts as rows of a table of claims
    bindings     summations as relations between the facts that are there
    imports      all of it, from files to a corpus

Source: XBRL International, Open Information Model 1.0, xBRL-JSON 1.0, xBRL-CSV 1.0 (2021), Calculations 1.1 (2023).
"""
