"""Text: what somebody else wrote, made harmless; what somebody typed, made comparable; HTML, quotations, cells, names of files."""
