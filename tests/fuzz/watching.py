"""A process that fuzzes one target, watched from outside: what is stuck within a library, or takes the process down with it,
is found all the same, because each input stands in a file before it is tried."""

import os
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

# The input that is being tried, in the folder that the watcher made.
CURRENT = "current"
# By the clock, longer than limits.seconds allows for an input that Python can be interrupted in.
PATIENCE = 120.0
# Importing everything, instrumented, on a busy machine.
STARTING = 600.0
_LOOKS = 0.2


class Ended(NamedTuple):
    """How the process ended: what it said, why it is at fault (else ""), and the input that it was at then."""

    said: str
    cried: str
    fault: str
    data: bytes | None


def watched(command: list[str], scratch: Path, patience: float = PATIENCE) -> Ended:
    """Run the command to its end, or until one input took longer than `patience` seconds by the clock.

    Temporary files of the process are made in `scratch`, which the caller removes: a process that is killed leaves its own.
    """
    current = scratch / CURRENT
    said, cried = scratch / "said", scratch / "cried"
    with said.open("wb") as out, cried.open("wb") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err, env={**os.environ, "TMPDIR": str(scratch)})
        try:
            has_ended = _ends(process, current, patience)
        finally:
            process.kill()
            process.wait()
    fault = f"the process ended with {process.returncode}" if process.returncode else ""
    return Ended(
        said.read_text(encoding="utf-8", errors="replace"),
        cried.read_text(encoding="utf-8", errors="replace"),
        fault if has_ended else f"no end after {patience:g} seconds",
        current.read_bytes() if fault and current.exists() else None,
    )


def _ends(process: subprocess.Popen[bytes], current: Path, patience: float) -> bool:
    begun = time.time()
    while True:
        try:
            process.wait(_LOOKS)
        except subprocess.TimeoutExpired:
            latest = current.stat().st_mtime + patience if current.exists() else begun + STARTING
            if time.time() > latest:
                return False
        else:
            return True
