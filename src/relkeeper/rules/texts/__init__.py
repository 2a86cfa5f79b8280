"""Text: what others wrote made harmless, what was typed made comparable; HTML, quotations, cells, names of files."""
