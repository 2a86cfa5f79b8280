"""What leaves the book as files: reports in, text out. One format per file; no database, and no question."""
