"""An agent of launchd on macOS (launchd.plist(5)), which runs at its time or when the machine wakes after it."""

import os
import plistlib
import shutil
from pathlib import Path

from relkeeper.desktop import calling
from relkeeper.desktop.job import Job

PASSPHRASE = "EnvironmentVariables of the agent, or keep it in the keyring (relkeeper[keyring])"  # noqa: S105

LABEL = "org.relkeeper.remind"


def plan(job: Job) -> str:
    """The file with its place, and what makes launchd look at it."""
    return f"# {_place()}\n{content(job).decode()}\n# Then run:\n{_start()}"


def install(job: Job) -> list[str]:
    """Write the file and have launchd load it, where there is one."""
    calling.write(_place(), content(job))
    told = [f"Wrote {_place()}."]
    if shutil.which("launchctl") is None:
        return [*told, f"There is no launchctl here; on the Mac, run: {_start()}"]
    calling.run("launchctl", "bootout", _domain(), str(_place()))  # an older one, if it is loaded
    done = calling.run("launchctl", "bootstrap", _domain(), str(_place()))
    if done.returncode:
        return [*told, f"launchd did not load it ({calling.said(done)}); when you are logged in, run: {_start()}"]
    return [*told, "launchd has loaded it."]


def remove() -> list[str]:
    """Have launchd forget the agent, and remove its file."""
    if not _place().exists():
        return []
    if shutil.which("launchctl") is not None:
        calling.run("launchctl", "bootout", _domain(), str(_place()))
    calling.remove(_place())
    return [f"Removed {_place()}."]


def content(job: Job) -> bytes:
    """The agent as a property list."""
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": ["/bin/sh", "-c", job.line],
            "StartCalendarInterval": {"Hour": job.hour, "Minute": job.minute},
            "ProcessType": "Background",
        }
    )


def _place() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"


def _domain() -> str:
    return f"gui/{os.getuid()}"


def _start() -> str:
    return f"launchctl bootstrap {_domain()} '{_place()}'"
