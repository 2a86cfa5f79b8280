"""What reading and writing vCards have in common: names, notation, and what a property says."""
