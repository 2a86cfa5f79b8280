"""Folders of ours among the temporary files of the system, and those that killed programs left there."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

# Copies that another program goes on reading, and what an import unpacks.
OPENED = "relkeeper-opened-"
IMPORT = "relkeeper-import-"

_A_DAY = 24 * 60 * 60


def prefix_of_process(prefix: str) -> str:
    """The prefix with the number of this process, by which others see when it is gone."""
    return f"{prefix}{os.getpid()}-"


def remove_left(prefix: str) -> None:
    """Remove the folders that `left` tells of, as far as that is possible."""
    for folder in left(prefix):
        shutil.rmtree(folder, ignore_errors=True)


def left(prefix: str) -> Iterator[Path]:
    """Folders of this user that are older than a day, or were made by a process that is gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        status = folder.lstat()
        # In a shared folder anybody can make one of that name.
        mine = os.name != "posix" or status.st_uid == os.getuid()
        old = time.time() - status.st_mtime > _A_DAY
        if mine and folder.is_dir() and not folder.is_symlink() and (old or _is_gone(folder.name.removeprefix(prefix))):
            yield folder


def _is_gone(rest: str) -> bool:
    """Whether a name that goes on with the number of a process says that it has ended."""
    number, dash, _ = rest.partition("-")
    # Windows has no way of asking that does not end the process.
    if not (dash and number.isdecimal() and number.isascii()) or sys.platform == "win32":
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False
