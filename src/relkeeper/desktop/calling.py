"""Programs of the system that keep what is to run: crontab, systemctl, launchctl."""

import os
import shutil
import subprocess
from pathlib import Path

from relkeeper.errors import RelkeeperError

_SECONDS = 60


def run(*words: str, reads: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Run a program in English, however it ends. Raises RelkeeperError where it cannot be started or does not end."""
    program = shutil.which(words[0])
    if program is None:
        raise RelkeeperError(f"{words[0]} is not installed here; relkeeper remind install lists the other ways")
    try:
        return subprocess.run(  # noqa: S603 - no shell; the words are ours
            [program, *words[1:]],
            input=reads,
            capture_output=True,
            timeout=_SECONDS,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RelkeeperError(f"{words[0]} did not end within {_SECONDS} seconds; nothing more was done") from None
    except OSError as error:
        raise RelkeeperError(f"{words[0]} could not be started ({error.strerror})") from error


def said(done: "subprocess.CompletedProcess[bytes]") -> str:
    """What a program said went wrong, on one line."""
    return " ".join(done.stderr.decode("utf-8", "replace").split()) or f"exit code {done.returncode}"


def write(path: Path, content: bytes) -> None:
    """Write a file that the system reads, whole or not at all. Raises RelkeeperError where it cannot be."""
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(content)
        made.replace(path)
    except OSError as error:
        made.unlink(missing_ok=True)
        raise RelkeeperError(f"{path} cannot be written: {error.strerror}") from error


def remove(path: Path) -> bool:
    """Remove a file; whether it was there. Raises RelkeeperError where it stays."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise RelkeeperError(f"{path} cannot be removed: {error.strerror}") from error
    return True
