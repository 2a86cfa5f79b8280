"""A card-holder with a memory, in a terminal."""

__version__ = "0.1.0"
