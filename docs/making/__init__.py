"""The pages that are made from the code: `python -m docs.making` writes them, `--check` says which differ from it."""
