"""`python -m relkeeper`."""

from relkeeper.cli import main

main()
