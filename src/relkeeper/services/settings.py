"""Changing the settings file, with what else is in it, comments included, left as it was."""

import os
import tempfile
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from relkeeper.errors import RelkeeperError, UsageError


def write(path: Path, name: str, text: str | None) -> None:
    """Set `name` to `text` in the file at `path`, which is made where needed; None takes it out."""
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig")) if path.exists() else tomlkit.document()
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no TOML: {error}") from None
    if text is None:
        document.pop(name, None)
    else:
        document[name] = text
    try:
        _replace(path.resolve(), tomlkit.dumps(document))
    except OSError as error:
        raise RelkeeperError(f"{path} cannot be written: {error.strerror}") from error


def _replace(path: Path, text: str) -> None:
    """The file has its old or its new text whatever happens in between (a new one 0600; beside it, then renamed)."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            Path(name).chmod(path.stat().st_mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
