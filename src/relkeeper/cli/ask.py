"""Questions to a person, asked on stderr, and only where there is one to answer.

`getpass` is imported inside a function, on purpose: only an encrypted book needs it.
"""

import sys

from relkeeper.book import Ask, Chooser, no_choice
from relkeeper.errors import RelkeeperError
from relkeeper.rules.texts import untrusted
from relkeeper.rules.who import AmbiguousWho, Candidate

_YES = {"y", "yes", "是"}


def somebody() -> bool:
    """Whether a person sits at both ends: stdin and stderr are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str, otherwise: str) -> None:
    """Return if the answer is yes. Raises RelkeeperError for a no, and with `otherwise` when nobody is there."""
    if not somebody():
        raise RelkeeperError(otherwise)
    if _answer(f"{question} [y/N] ").casefold() not in _YES:
        raise RelkeeperError("nothing was changed")


def again(question: str) -> bool:
    """Whether to try once more; yes unless the answer is no."""
    return _answer(f"{question} [Y/n] ").casefold() not in {"n", "no", "否"}


def agree(question: str) -> bool:
    """Whether the answer is yes; no unless somebody says so."""
    return somebody() and _answer(f"{question} [y/N] ").casefold() in _YES


def passphrase() -> Ask | None:
    """How to ask for a passphrase, without showing it; None where nobody is there to answer."""
    return _hidden if somebody() else None


def chooser() -> Chooser:
    """How to choose among several contacts: by a question, or not at all where nobody is there to answer."""
    return _choose if somebody() else no_choice


def tell(words: str) -> None:
    """Say what a question is about, where it is asked."""
    print(untrusted.line(words), file=sys.stderr)


def line(question: str) -> str:
    """What is typed in answer to a question. Raises RelkeeperError where the input ends instead."""
    return _answer(question)


def _choose(several: AmbiguousWho) -> Candidate | None:
    for number, candidate in enumerate(several.candidates, 1):
        detail = f" ({candidate.detail})" if candidate.detail else ""
        print(untrusted.line(f"{number:3}  #{candidate.id} {candidate.name}{detail}"), file=sys.stderr)
    answer = _answer("Which one? [number, or nothing to stop] ")
    if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(several.candidates):
        return several.candidates[int(answer) - 1]
    return None


def _hidden(question: str) -> str:
    from getpass import getpass

    try:
        return getpass(f"{untrusted.line(question)} ")
    except EOFError:
        raise RelkeeperError("no passphrase was given; nothing was changed") from None


def _answer(question: str) -> str:
    """The line that was typed. Raises RelkeeperError where the input ended instead."""
    print(untrusted.line(question), end="", file=sys.stderr, flush=True)
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        # What the shell says next begins a line of its own.
        print(file=sys.stderr)
        raise
    if not line:
        print(file=sys.stderr)
        raise RelkeeperError("no answer was given; nothing was changed")
    return line.strip()
