"""Speed and size of relkeeper, as multiples of what the same work costs without it. See README.md."""
