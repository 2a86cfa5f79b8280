"""JSON (RFC 8259) with every field under its name; the shapes are the row types of the reports."""

import json
from typing import Any


def dump(data: Any) -> str:
    return json.dumps(_plain(data), ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {name: _plain(item) for name, item in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        # A lone surrogate has no place in UTF-8.
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
