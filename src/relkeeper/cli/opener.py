"""The program with which the system opens a file, on a private copy of what is attached."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from relkeeper import temporary
from relkeeper.errors import RelkeeperError
from relkeeper.exporters import writing


def require() -> None:
    """Raises RelkeeperError where there is nothing to open a file with."""
    if sys.platform != "win32" and _program() is None:
        raise RelkeeperError(
            "there is no program to open files with (xdg-open); save it instead: relkeeper attachment save ID"
        )


def open_copy(name: str, pieces: Iterable[bytes]) -> Path:
    """Write the bytes to a file called `name` in a new folder, both private to the user, and have it opened.

    The program goes on reading when this returns, so the copy stays; copies of earlier days are removed. Returns where
    it is. Raises RelkeeperError where it cannot be opened, and leaves no copy then.
    """
    temporary.remove_left(temporary.OPENED)
    folder = Path(tempfile.mkdtemp(prefix=temporary.OPENED))
    try:
        writing.binary(folder / name, pieces)
        _open(folder / name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder / name


def _program() -> str | None:
    return shutil.which("open" if sys.platform == "darwin" else "xdg-open")


def _open(path: Path) -> None:
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - what may be opened was decided by its kind
        return
    program = _program()
    assert program is not None
    try:
        nowhere = subprocess.DEVNULL
        done = subprocess.run(  # noqa: S603 - the opener of the system, on a name that we chose
            [program, str(path)], stdin=nowhere, stdout=nowhere, stderr=nowhere, check=False
        )
    except OSError as error:
        raise RelkeeperError(f"{program} could not be started ({error.strerror})") from error
    if done.returncode:
        raise RelkeeperError(f"{program} could not open it (it ended with {done.returncode})")
