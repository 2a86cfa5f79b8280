"""The exit codes, in the words of `--help` and of the tree of errors in relkeeper/errors.py."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from docs.making import markdown
from relkeeper import errors
from relkeeper.cli import app
from relkeeper.errors import ExitCode

# A line of the tree: branches, the class, its exit code, what it stands for.
_LINE = re.compile(r"^[├└│─ ]*(\w+Error) +(\d+) *(.*)$", re.MULTILINE)
_NUMBERED = re.compile(r"(\d+) (.+?)(?=, \d+ |\.$)")

_INTRODUCTION = """\
Every command ends with one of these, which scripts may rely on. An error is one sentence on standard error that says
what is wrong and what to do; standard output has data only. `relkeeper --debug COMMAND` shows where in the program an
error came from."""

_EXAMPLE = """\
relkeeper overdue --exit-code > due.txt
case $? in
  0) ;;                                # nobody is due
  10) mail -s "To call" me < due.txt ;;
  *) echo "relkeeper failed" ;;
esac"""


class ErrorLine(NamedTuple):
    """An error of the tree: its class, the code it ends with, what it stands for (empty for the root)."""

    name: str
    code: int
    meaning: str


def tree() -> list[ErrorLine]:
    """The errors as the docstring of their module has them."""
    return [ErrorLine(name, int(code), words) for name, code, words in _LINE.findall(errors.__doc__ or "")]


def summaries() -> dict[int, str]:
    """What the help of the program says of each code."""
    told = " ".join(str(getattr(app.registered_callback, "epilog", "")).split()).removeprefix("Exit codes: ")
    return {int(code): words for code, words in _NUMBERED.findall(told)}


def in_short() -> str:
    """All codes in one sentence, without its end."""
    return "; ".join(f"{code} {words}" for code, words in summaries().items())


def meanings() -> Iterator[tuple[int, str]]:
    """Each code, and all that may be behind it."""
    short, long = summaries(), tree()
    for code in ExitCode:
        reasons = [error.meaning for error in long if error.code == code and error.meaning]
        words = short[code].capitalize()
        yield int(code), f"{words}: {'; or '.join(reasons)}." if reasons else f"{words}."


def page() -> str:
    rows = [(f"`{code}`", markdown.text(words)) for code, words in meanings()]
    return markdown.page(
        "# Exit codes",
        _INTRODUCTION,
        markdown.table(("code", "meaning"), rows),
        "For example, in a script of cron:",
        markdown.block(_EXAMPLE.splitlines(), "sh"),
        "[All commands](index.md)",
    )
