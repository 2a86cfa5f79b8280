"""Statistics drawn in the cells of a terminal, with Rich.

What colours say is said by characters too, and colours are those that a terminal's own theme chooses: charts can be
read without any, and on a light or dark ground.
"""
