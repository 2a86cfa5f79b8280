"""What a person types to find something, as values."""
