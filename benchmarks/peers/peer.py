"""What is known of a program: where it comes from, where it keeps its book, and which of its commands do what."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NamedTuple

TASKS = ("help", "list", "overdue", "search", "log", "import")
"""What is measured, in this order."""

CARDS = "import.vcf"
"""The vCards to import, in the home of each program, where its commands run."""

ADA = "Ada Example"
"""Who is in every book, and the only one with `ada` in the name."""

GRACE = "Grace Sampleton"
"""The second in every book: last heard of 200 days ago, with a cadence of 14, and her birthday is in a week."""

SIZE = "size"
"""The file beside a program's books that says how many bytes the whole one takes on the disk."""

NOTE = "tea, she will send the deck"
"""What is logged."""

_SYSTEM = ("/usr/bin", "/bin")


class Entry(NamedTuple):
    """An interaction. `at` is in UTC; `channel` is call, meeting or email, `direction` in or out."""

    at: datetime
    channel: str
    direction: str
    summary: str


class Contact(NamedTuple):
    """Somebody who does not exist. `word` is the name in ASCII, `cadence` in days, entries are in the order of time."""

    number: int
    uid: str
    name: str
    given: str
    family: str
    word: str
    phone: str
    email: str
    organization: str
    title: str
    birthday: date
    note: str
    cadence: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """A home directory with one program's book and nothing else; `programs` is where its commands are."""

    folder: Path
    programs: Path

    @property
    def environ(self) -> Mapping[str, str]:
        """All of the environment, so that nothing of the user's is touched."""
        return {
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / ".config"),
            "XDG_DATA_HOME": str(self.folder / ".local" / "share"),
            "XDG_STATE_HOME": str(self.folder / ".local" / "state"),
            "XDG_CACHE_HOME": str(self.folder / ".cache"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PATH": os.pathsep.join((str(self.programs), *_SYSTEM)),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        }

    def argv(self, line: Iterable[str]) -> tuple[str, ...]:
        """With the whole path of the program: what is on the user's own PATH never answers."""
        program, *rest = line
        path = shutil.which(program, path=self.environ["PATH"])
        if path is None:
            raise FileNotFoundError(f"{program} is neither in {self.programs} nor in {' or '.join(_SYSTEM)}")
        return path, *rest

    def run(self, *line: str) -> None:
        """A command that prepares; what it says on stderr is seen. Raises CalledProcessError where it fails.

        Its time is limited with that of the whole preparation, which ends what it started (see running.py).
        """
        silent = subprocess.DEVNULL
        environ = dict(self.environ)
        subprocess.run(self.argv(line), check=True, cwd=self.folder, env=environ, stdin=silent, stdout=silent)

    def write(self, name: str, pieces: Iterable[str]) -> Path:
        """A file in it, UTF-8."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        return path


class Line(NamedTuple):
    """The command for a task, or why there is none.

    `says` stands in what it prints when it has done its work; `nearest` is what it does instead of what was asked for.
    With `fresh` each run begins with an empty book. `remark` is told beside the command.
    """

    argv: tuple[str, ...] = ()
    says: str = ""
    nearest: str = ""
    fresh: bool = False
    remark: str = ""


def absent(why: str) -> Line:
    """No command does this, nor anything near it."""
    return Line(nearest=why)


def nothing(home: Home) -> None:
    """An empty home is an empty book."""


def offer_cards(home: Home, contacts: Iterable[Contact]) -> None:
    """What there is to import: vCards."""
    from benchmarks.peers.book import card

    home.write(CARDS, (card(contact) for contact in contacts))


def unwritten(home: Home, contacts: Iterable[Contact]) -> None:
    """For a program that cannot be had."""
    raise NotImplementedError(f"there is no program to write {home.folder} for")


@dataclass(frozen=True, slots=True)
class Peer:
    """One program. `package` is its name where it comes from, `series` the versions of it that are described here.

    `unavailable` says that it is not to be had, and when it was looked for: then nothing is installed.
    `begin` makes an empty book, `write` a whole one on top of that, `offer` the file `import.*` for its import.
    """

    name: str
    source: Literal["PyPI", "Debian", "this tree"]
    package: str
    program: str
    storage: str
    holds: str
    series: str = ""
    unavailable: str = ""
    lines: Mapping[str, Line] = field(default_factory=dict)
    begin: Callable[[Home], None] = nothing
    write: Callable[[Home, Iterable[Contact]], None] = unwritten
    offer: Callable[[Home, Iterable[Contact]], None] = offer_cards
