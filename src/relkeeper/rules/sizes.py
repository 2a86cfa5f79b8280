"""Sizes of files, as people type and read them: 500MB, 4 GB. A megabyte is a million bytes, a MiB 1,048,576."""

import re

from relkeeper.errors import UsageError
from relkeeper.rules.plurals import counted

_EXPONENTS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_SIZE = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,3})?) ?([kmgt]?)(i?)b?", re.IGNORECASE)


def parse(text: str) -> int:
    """The number of bytes in `text`. Raises UsageError with what is expected."""
    found = _SIZE.fullmatch(text.strip())
    if not found or (found[3] and not found[2]):
        raise UsageError(f"'{text}' is no size; a number with a unit is expected, for example 500MB or 4GB")
    return int(float(found[1]) * (1024 if found[3] else 1000) ** _EXPONENTS[found[2].lower()])


def describe(count: int) -> str:
    """Bytes for a person: `512 bytes`, `1.2 MB`."""
    if count < 1000:
        return counted(count, "byte")
    amount, unit = float(count), "kB"
    for larger in ("kB", "MB", "GB", "TB"):
        amount, unit = amount / 1000, larger
        if amount < 999.95:
            break
    return f"{amount:.1f} {unit}"


def too_large(name: str, limit: int) -> UsageError:
    """The refusal of a file that is larger than the setting allows."""
    return UsageError(
        f"{name} is larger than {describe(limit)}, the most that is attached; "
        "to allow more: relkeeper config set attachment_limit SIZE"
    )
