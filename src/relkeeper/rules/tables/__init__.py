"""Tables of people: what their columns hold."""
