"""Removing a person for good: from the rows, the files, the history and the bytes of the file."""
