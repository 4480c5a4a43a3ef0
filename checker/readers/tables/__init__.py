"""Tables hold claims too: one row is one claim, or one document, in CSV, JSONL or Parquet; a foreign one may be a
spreadsheet.

    reader                       what every form gives: batches of rows by columns, each cell with its mark
    csv, jsonl, parquet          one form each (`lines`: the text of the first two)
    xlsx                         sheets of a spreadsheet (`workbook`: its parts, `cells`: what cells say)
    columns, tally               columns are held against the model of a row; bad rows become faults, bounded
    claims                       good rows become the drafts that YAML files give

`columns.batches` is the stream of good rows for corpora of any size; `claims.read_tables` makes claims of all rows.
"""
