"""Whom to contact next: the formula of docs/suggest.md, whose names the constants here have.

Pure rules over values: the rhythm that somebody has with us and how unusual a silence is in it (rhythm.py), how close
we are (closeness.py), what is near (nearness.py), who comes first of many (ranking.py), why in words (words.py), and
which cadence a rhythm proposes (proposing.py).
"""
