"""The user's editor: nothing that was typed in it is ever lost."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from relkeeper.cli import ask, output
from relkeeper.errors import RelkeeperError, UsageError
from relkeeper.rules.texts.untrusted import line as one_line

T = TypeVar("T")


def revise(text: str, accept: Callable[[str], T], name: str) -> T:
    """Let the user edit `text` and hand the result to `accept`, again after a mistake, until it is taken.

    Raises UsageError where nobody is there to edit, RelkeeperError where nothing was changed. Whatever else goes wrong,
    the file that holds what was typed is named.
    """
    path = _draft(text, name)
    try:
        accepted = _take(path, text, accept)
    except BaseException:
        if path.read_text(encoding="utf-8", errors="replace") == text:
            path.unlink()
        else:
            output.complain(f"what you typed is kept in {path}")
        raise
    path.unlink()
    return accepted


def written(words: str | None, heading: str, accept: Callable[[str], T]) -> T:
    """`accept` the words that were typed, or standard input for `-`; without any the user composes them."""
    if words is None:
        return compose(heading, accept)
    return accept(sys.stdin.read() if words == "-" else words)


def compose(heading: str, accept: Callable[[str], T]) -> T:
    """Let the user write a text from nothing, above a heading of hints; the lines of the heading are left out."""
    hints = [f"# {one_line(line)}" for line in heading.splitlines()]

    def without_hints(text: str) -> T:
        return accept("\n".join(line for line in text.splitlines() if line not in hints).strip())

    return revise("\n".join(["", *hints, ""]), without_hints, "note.txt")


def _take(path: Path, before: str, accept: Callable[[str], T]) -> T:
    while True:
        _edit(path)
        try:
            text = path.read_text(encoding="utf-8")
            if text == before:
                raise RelkeeperError("nothing was changed")
            return accept(text)
        except (UsageError, UnicodeDecodeError) as mistake:
            output.complain("the text is not UTF-8" if isinstance(mistake, UnicodeDecodeError) else str(mistake))
            if not ask.again("Edit again?"):
                raise


def _draft(text: str, name: str) -> Path:
    if not ask.somebody():
        raise UsageError(
            "there is no terminal for an editor; say what to change with options, or give - to read standard input"
        )
    handle, path = tempfile.mkstemp(prefix="relkeeper-", suffix=f"-{name}")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(path)


def _edit(path: Path) -> None:
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        with output.interrupts_for_the_child():
            result = subprocess.run([*shlex.split(command), str(path)], check=False)
    except (OSError, ValueError) as error:
        raise RelkeeperError(f"the editor '{command}' could not be started ({error}); set VISUAL or EDITOR") from error
    if result.returncode:
        raise RelkeeperError(f"the editor '{command}' ended with {result.returncode}; nothing was changed")
