"""The user's editor: nothing that was typed in it is ever lost."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from relkeeper.cli import ask, output
from relkeeper.errors import RelkeeperError, UsageError

T = TypeVar("T")


def revise(text: str, accept: Callable[[str], T], name: str) -> T:
    """Let the user edit `text` and hand the result to `accept`, again after a mistake, until it is taken.

    Raises RelkeeperError where nobody is there to edit, where nothing was changed, and, naming the file that holds what
    was typed, when it cannot be taken.
    """
    path = _draft(text, name)
    try:
        accepted = _take(path, text, accept)
    except BaseException as error:
        if path.read_text(encoding="utf-8", errors="replace") == text:
            path.unlink()
            raise
        raise RelkeeperError(f"{_sentence(error)}; what you typed is kept in {path}") from error
    path.unlink()
    return accepted


def compose(heading: str, accept: Callable[[str], T], name: str) -> T:
    """Let the user write a text from nothing; lines that begin with `#` are hints and left out."""
    hints = "".join(f"# {line}\n" for line in heading.splitlines())
    return revise(f"\n{hints}", lambda text: accept(_without_hints(text)), name)


def _take(path: Path, before: str, accept: Callable[[str], T]) -> T:
    while True:
        _edit(path)
        try:
            text = path.read_text(encoding="utf-8")
            if text == before:
                raise RelkeeperError("nothing was changed")
            return accept(text)
        except (UsageError, UnicodeDecodeError) as mistake:
            output.complain(_sentence(mistake))
            if not ask.again("Edit again?"):
                raise


def _draft(text: str, name: str) -> Path:
    if not ask.somebody():
        raise UsageError(
            "there is no terminal for an editor; say what to change with options, or give - to read standard input"
        )
    handle, path = tempfile.mkstemp(prefix=f"relkeeper-{name}-", suffix=".toml")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(path)


def _edit(path: Path) -> None:
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        result = subprocess.run([*shlex.split(command), str(path)], check=False)
    except (OSError, ValueError) as error:
        raise RelkeeperError(f"the editor '{command}' could not be started ({error}); set VISUAL or EDITOR") from error
    if result.returncode:
        raise RelkeeperError(f"the editor '{command}' ended with {result.returncode}; nothing was changed")


def _without_hints(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#")).strip()


def _sentence(error: BaseException) -> str:
    if isinstance(error, RelkeeperError):
        return str(error)
    return "the text is not UTF-8" if isinstance(error, UnicodeDecodeError) else "interrupted"
