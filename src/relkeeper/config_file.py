"""The settings file: TOML, one `name = value` a line. Read by every command that finds one; written by `config set`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from relkeeper.errors import UsageError


def read(path: Path) -> dict[str, str]:
    """The settings in the file as text. Raises UsageError that names the file for what is no TOML or no plain value."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no TOML: {error}") from None
    except (RecursionError, ValueError):
        raise UsageError(f"{path} cannot be read: brackets are nested too deeply, or a number is too long") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    return {name: _text(path, name, value) for name, value in _flat(document)}


def _flat(document: dict[str, object]) -> Iterator[tuple[str, object]]:
    """The settings of a table (`[me]`, `names = ...`) under their whole names."""
    for name, value in document.items():
        if isinstance(value, dict):
            yield from ((f"{name}_{key}", its_value) for key, its_value in value.items())
        else:
            yield name, value


def _text(path: Path, name: str, value: object) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ",".join(value)
    if isinstance(value, bool | dict | list) or not isinstance(value, str | int | float):
        raise UsageError(f"{path}: {name}: a text or a number is expected")
    return str(value)
