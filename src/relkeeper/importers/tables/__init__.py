"""Address books as tables (CSV, RFC 4180, with whatever delimiter): one module for each program, and one for any table.

`table.py` finds head and rows, `row.py` makes a contact of what the cells of a row hold, in the words of
`rules/tables/columns.py`; the modules of the programs say which column holds what.
"""
