"""The SQL that keeps to contacts who were chosen before, by their numbers: those of a class."""

from collections.abc import Collection

Only = Collection[int] | None
"""The numbers of contacts; None for all."""


def among(only: Only, contact: str = "c.id") -> str:
    """The SQL condition that a contact is one of those bound to `:only`; empty where all are."""
    return "" if only is None else f" AND {contact} IN (SELECT value FROM json_each(:only))"


def values(only: Only) -> dict[str, str]:
    """What to bind for `among`."""
    return {} if only is None else {"only": str(sorted(only))}
