"""Values of JSON that somebody else wrote: of the kind that is expected, or empty."""

from typing import Any


def string(value: object) -> str:
    """A text without NUL, which no book can hold; empty for anything else."""
    return value.replace("\0", "") if isinstance(value, str) else ""


def mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> list[dict[str, Any]]:
    """The objects of an array; what else is in it is left out."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def number(value: object) -> str:
    """A number as an identity: its digits, as text that is written so already; empty for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return string(value)
