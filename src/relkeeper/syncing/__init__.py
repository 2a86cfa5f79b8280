"""Folders of .vcf files and the book in step.

`looking.py` sees what there is to do, without the ORM; `keeping.py` does it, and says in which order and why. Between
them: `vdir.py` is the folder, `items.py` a file, `own_cards.py` a contact as a card, `fingerprints.py` what either
says, `owners.py` whose a new file is, `taking.py` a contact with what its file says anew, `incoming.py` and
`outgoing.py` the two directions.
"""
