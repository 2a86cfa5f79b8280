"""The time of the command: the local clock, or what a variable says in its place."""

import os
from collections.abc import Mapping
from datetime import datetime

from relkeeper.errors import UsageError


def now(environ: Mapping[str, str] = os.environ) -> datetime:
    """The local time with its UTC offset; `RELKEEPER_NOW` (ISO 8601) sets it, for tests and examples.

    Raises UsageError where that is no time.
    """
    fixed = environ.get("RELKEEPER_NOW")
    if not fixed:
        return datetime.now().astimezone()
    try:
        return datetime.fromisoformat(fixed).astimezone()
    except ValueError:
        raise UsageError(f"RELKEEPER_NOW is '{fixed}'; an ISO 8601 time is expected") from None
