"""import: the command, its questions, and what it says when it is done."""
