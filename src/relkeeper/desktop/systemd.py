"""A timer of the user's systemd, and the service that it starts (systemd.timer(5), systemd.service(5))."""

import os
import shutil
from pathlib import Path

from relkeeper.desktop import calling
from relkeeper.desktop.job import Job

PASSPHRASE = "a line Environment= below [Service], in systemctl --user edit relkeeper-remind.service"  # noqa: S105

SERVICE = "relkeeper-remind.service"
TIMER = "relkeeper-remind.timer"
_START = f"systemctl --user enable --now {TIMER}"

_SERVICE_TEXT = """[Unit]
Description=Reminders of relkeeper

[Service]
Type=oneshot
ExecStart=/bin/sh -c {line}
"""

# Persistent: a day that was slept over is made up for.
_TIMER_TEXT = """[Unit]
Description=Reminders of relkeeper, each day

[Timer]
OnCalendar=*-*-* {hour:02}:{minute:02}:00
Persistent=true

[Install]
WantedBy=timers.target
"""


def plan(job: Job) -> str:
    """Both files with their places, and what makes systemd look at them."""
    parts = [f"# {path}\n{content}" for path, content in files(job).items()]
    return "\n".join([*parts, f"# Then run:\n{_reload()}\n{_START}"])


def install(job: Job) -> list[str]:
    """Write both files and start the timer, if the user's systemd is there to do so."""
    told = []
    for path, content in files(job).items():
        calling.write(path, os.fsencode(content))
        told.append(f"Wrote {path}.")
    if _manager_runs() and _done(_reload()) and _done(_START) and _done(f"systemctl --user restart {TIMER}"):
        return [*told, f"Started {TIMER}."]
    return [*told, f"The systemd of your user was not reached from here; when you are logged in, run: {_START}"]


def remove() -> list[str]:
    """Stop the timer and remove both files."""
    if not any(path.exists() for path in _places()):
        return []
    if _manager_runs():
        _done(f"systemctl --user disable --now {TIMER}")
    told = [f"Removed {path}." for path in _places() if calling.remove(path)]
    if _manager_runs():
        _done(_reload())
    return told


def files(job: Job) -> dict[Path, str]:
    """The service and the timer, by their places."""
    texts = (_SERVICE_TEXT.format(line=quoted(job.line)), _TIMER_TEXT.format(hour=job.hour, minute=job.minute))
    return dict(zip(_places(), texts, strict=True))


def quoted(word: str) -> str:
    """One word of ExecStart that comes out as it is: neither a specifier (%), nor a variable ($), nor an escape."""
    for character, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        word = word.replace(character, written)
    return f'"{word}"'


def _places() -> list[Path]:
    config = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    folder = (config if config.is_absolute() else Path.home() / ".config") / "systemd" / "user"
    return [folder / SERVICE, folder / TIMER]


def _reload() -> str:
    return "systemctl --user daemon-reload"


def _manager_runs() -> bool:
    return shutil.which("systemctl") is not None and _done("systemctl --user show-environment")


def _done(command: str) -> bool:
    return calling.run(*command.split()).returncode == 0
