"""Where the measured commands find their books, and all of the environment that they see."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Command
from relkeeper.store.migrations import MIGRATIONS

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PROGRAM = str(BIN / "relkeeper")

# Books are made for this day and read on it, so that the same people are overdue whenever this runs.
TODAY = "2026-11-21"
NOW = f"{TODAY}T10:00:00+00:00"

_BOOK = Path(".local", "share", "relkeeper", "relkeeper.db")


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of everything."""

    contacts: int = 10_000
    interactions: int = 1_000_000
    cards: int = 10_000
    rounds: int = 15

    @property
    def is_full(self) -> bool:
        """Whether it is as much as the budgets speak of."""
        return self.interactions >= 100_000

    def __str__(self) -> str:
        return (
            f"{self.contacts:,} contacts with {self.interactions:,} interactions, {self.cards:,} cards; "
            f"{self.rounds} rounds"
        )


SMALL = (10, 50)
THOUSAND = (1_000, 30_000)
QUICK = Scale(contacts=500, interactions=10_000, cards=300, rounds=3)


@dataclass(frozen=True, slots=True)
class Home:
    """A home directory with one book where relkeeper looks for it, and nothing else."""

    folder: Path

    @property
    def book(self) -> Path:
        return self.folder / _BOOK

    @property
    def environ(self) -> Mapping[str, str]:
        return {
            "HOME": str(self.folder),
            "PATH": os.pathsep.join((str(BIN), "/usr/bin", "/bin")),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "RELKEEPER_NOW": NOW,
        }

    def relkeeper(self, name: str, *args: str, terminal: bool = False, says: str = "") -> Command:
        """A command line of relkeeper in this home."""
        return Command(name, lambda number: (PROGRAM, *args), self.environ, terminal, says=says)

    def python(self, name: str, code: str, *args: str, says: str = "") -> Command:
        """A bare `python -c` in this home."""
        return Command(name, lambda number: (sys.executable, "-c", code, *args), self.environ, says=says)


@dataclass(frozen=True, slots=True)
class Books:
    """The books of one size each, made when first asked for and kept in `folder`, one for each version of the file."""

    folder: Path
    scale: Scale

    def small(self) -> Home:
        return self._made("small", SMALL)

    def large(self) -> Home:
        return self._made("large", (self.scale.contacts, self.scale.interactions))

    def thousand(self) -> Home:
        return self._made("thousand", THOUSAND)

    def large_all_cadences(self) -> Home:
        return self._made("large-all-cadences", (self.scale.contacts, self.scale.interactions), "--all-cadences")

    def sized(self, contacts: int, interactions: int) -> Home:
        """A book of any size."""
        return self._made("growth", (contacts, interactions))

    def empty(self) -> Home:
        """A home without a book."""
        return self._fresh("empty")

    def named(self, name: str) -> Home:
        """A home of that name, as the last run left it."""
        return Home(self.folder / name)

    def copy(self, home: Home) -> Home:
        """The same book to write to."""
        copied = self._fresh(f"{home.folder.name}-written")
        copied.book.parent.mkdir(parents=True)
        shutil.copyfile(home.book, copied.book)
        return copied

    def cards(self) -> Path:
        """The file to import."""
        path = self.folder / f"{self.scale.cards}.vcf"
        if not path.exists():
            _make("benchmarks.cards", str(path), "--cards", str(self.scale.cards))
        return path

    def _made(self, name: str, size: tuple[int, int], *options: str) -> Home:
        contacts, interactions = map(str, size)
        home = Home(self.folder / f"{name}-{contacts}-{interactions}-v{len(MIGRATIONS)}")
        if not home.book.exists():
            numbers = ("--contacts", contacts, "--interactions", interactions, "--today", TODAY)
            _make("benchmarks.generate", str(home.book), *numbers, *options)
        return home

    def _fresh(self, name: str) -> Home:
        home = Home(self.folder / name)
        shutil.rmtree(home.folder, ignore_errors=True)
        home.folder.mkdir(parents=True)
        return home


def _make(*args: str) -> None:
    """In a process of its own: the peak memory of a command is never less than that of the process that measures it."""
    print(f"making {args[1]} ...", file=sys.stderr)
    command: Sequence[str] = (sys.executable, "-m", *args)
    subprocess.run(command, cwd=ROOT, check=True)
