"""JSON (RFC 8259) with every field under its name; the shapes are the row types of the reports."""

import json
from datetime import date
from pathlib import PurePath
from typing import Any

from relkeeper.rules.texts import untrusted


def dump(data: Any) -> str:
    return untrusted.json(json.dumps(_plain(data), ensure_ascii=False, indent=2))


def dump_line(data: Any) -> str:
    """The same on one line, which is quicker: with an indent the library writes it in Python."""
    return untrusted.json(json.dumps(_plain(data), ensure_ascii=False))


def _plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        # A name that Python has taken stands with an underscore behind it.
        value = {name.removesuffix("_"): item for name, item in value._asdict().items()}
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        # A lone surrogate has no place in UTF-8.
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
