"""The tables as SQLModel classes, for what writes. The migrations are the truth about the file; a test compares them.

No relationships are declared: rows name each other by id, and the file's foreign keys do the rest. To map a class costs
some four milliseconds and there are 28, so they stand in files by subject, and a command pays for those that it writes.
"""
