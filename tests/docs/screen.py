"""A terminal that is not there: what a command prints, and what is typed where it asks.

It has 100 columns and no colours. What stands in the page behind a question is the answer to it; a passphrase, which no
terminal shows, is always the same.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

PASSPHRASE = "correct horse battery staple"
# The places that the pages speak of; the commands have others, within the home of a test.
HOME = "/home/ada"
PROGRAMS = "/usr/sbin"
# In the home: the programs that take the place of those of the system.
PROGRAMS_HERE = ".usr-sbin"


def at_adas(said: str) -> str:
    """What was said, with the places that the pages speak of."""
    return said.replace(str(Path.home() / PROGRAMS_HERE), PROGRAMS).replace(str(Path.home()), HOME)


class Screen(io.TextIOWrapper):
    """Takes what goes to stdout and stderr, in its order."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def isatty(self) -> bool:
        return True

    def text(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return at_adas(self.buffer.getvalue().decode())


class Typed(io.StringIO):
    """What a person types: the answers that the page shows, each behind its question."""

    def __init__(self, screen: Screen, shown: list[str]) -> None:
        super().__init__()
        self.screen = screen
        self.shown = iter(shown)

    def isatty(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> str:
        question = self.screen.text().rpartition("\n")[2].rstrip()
        answer = next(
            (line.removeprefix(question) for line in self.shown if question and line.startswith(question)), None
        )
        if answer is None:
            pytest.fail(f"the page shows no answer to the question {question!r}")  # no error that a command could catch
        self.screen.write(f"{answer.strip()}\n")
        return f"{answer.strip()}\n"


@contextmanager
def at_the_terminal(shown: list[str]) -> Iterator[Screen]:
    """Let stdin, stdout and stderr be the terminal; `shown` are the lines that the page shows below the command."""
    screen = Screen()

    def passphrase(question: str) -> str:
        screen.write(f"{question}\n")
        return PASSPHRASE

    with (
        patch.object(sys, "stdout", screen),
        patch.object(sys, "stderr", screen),
        patch.object(sys, "stdin", Typed(screen, shown)),
        patch("getpass.getpass", passphrase),
    ):
        yield screen
