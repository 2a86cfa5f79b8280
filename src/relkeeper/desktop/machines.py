"""What can run something each day: cron, systemd, launchd. Each is a module of its own, loaded when it is asked for."""

import os
import shutil
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from relkeeper.desktop.job import Job

NAMES = ("cron", "systemd", "launchd")


class Machine(Protocol):
    """The functions of such a module. What they return are sentences for the user; all raise RelkeeperError."""

    # How a command that prints the passphrase of an encrypted book is made known to it.
    PASSPHRASE: str

    def plan(self, job: Job) -> str:
        """What is needed, as it is to be written, and where it goes."""

    def install(self, job: Job) -> list[str]:
        """Have the job run, in the place of the one that was installed before."""

    def remove(self) -> list[str]:
        """Take away what `install` made; nothing is said where there is none."""


def machine(name: str) -> Machine:
    """The one of that name."""
    return cast("Machine", import_module(f"relkeeper.desktop.{name}"))


def fitting() -> str:
    """The name of the one that this machine has; systemd before cron, as it makes up for hours that were slept."""
    if sys.platform == "darwin":
        return "launchd"
    listens = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"), "systemd", "private")
    return "systemd" if listens.exists() or not shutil.which("crontab") else "cron"


def remove(names: Iterable[str]) -> list[str]:
    """Take away what any of these has; what was done, in sentences."""
    return [sentence for name in names for sentence in machine(name).remove()]
