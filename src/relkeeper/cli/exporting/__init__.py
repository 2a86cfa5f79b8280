"""export: the group, a file for each format, and the options they share."""
