"""Command lines that several subjects measure."""

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.measure import Command
from benchmarks.places import PROGRAM, Home

# What reads costs little more than starting Python with the libraries it needs.
START = "import typer, sqlite3"
READING = ("overdue", "list --limit 20", "show ada", "timeline --limit 20")
TAB = "TAB after 'show ad'"
_COMPLETING = {"_RELKEEPER_COMPLETE": "complete_bash", "COMP_WORDS": "relkeeper\nshow\nad", "COMP_CWORD": "2"}


def start(home: Home) -> Command:
    """What reads has to import, and nothing else."""
    return home.python("start", START)


def line(home: Home, words: str, *, terminal: bool = False) -> Command:
    """A command line without quotes; it is its own name."""
    return home.relkeeper(words, *words.split(), terminal=terminal)


def completing(home: Home) -> Command:
    """What a shell asks when somebody types TAB on a name."""
    command = home.relkeeper(TAB, says="ada_example")
    return replace(command, environ={**command.environ, **_COMPLETING})


def reading(home: Home, words: str) -> Command:
    """One of READING, or TAB."""
    return completing(home) if words == TAB else line(home, words)


def logging(home: Home) -> Command:
    """The line that is logged day after day."""
    return home.relkeeper("log", "log", "ada", "tea, she will send the deck", "--via", "call", says="Logged")


def adding(home: Home) -> Command:
    """A contact of its own name in each run: nobody is added twice without being asked."""

    def argv(number: int) -> Sequence[str]:
        phone, email = f"+1 212 555 01{number:02}", f"newcomer.{number}@post.example"
        return PROGRAM, "add", f"Newcomer Placeholder {number}", "--phone", phone, "--email", email

    return Command("add with phone and e-mail", argv, home.environ, says="Added")
