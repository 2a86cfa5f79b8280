"""What the columns of a table hold: as --map says, as the heads tell, or as the user agrees to on a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from relkeeper.book import Book
from relkeeper.cli import ask, output
from relkeeper.errors import MappingError, RelkeeperError, UsageError
from relkeeper.rules.tables import columns
from relkeeper.rules.tables.columns import Pair

if TYPE_CHECKING:
    from relkeeper.importers import Source
    from relkeeper.importers.tables.proposing import Proposal

_NO = frozenset({"n", "no", "否"})
_LONGEST_VALUE = 30


def agreed(
    book: Book,
    sources: "Sequence[Source]",
    said: tuple[Pair, ...],
    encoding: str | None,
    *,
    dry_run: bool = False,
) -> tuple[Pair, ...]:
    """What columns hold, for `Reading.columns`. What neither `said` nor the heads of a table tell is asked.

    Where nobody is there to answer, a table that is imported alone must tell who is named; what a column holds that it
    does not tell is a field. A dry run shows what goes where. Raises MappingError, with the words of a --map that can
    be taken, before anything is read.
    """
    proposals = book.imports.tables(sources, encoding)
    if said and not proposals:
        raise UsageError("--map says what the columns of a table hold, and none of these files is one; leave it out")
    columns.check_heads(said, [proposal.heads for proposal in proposals])
    pairs = list(said)
    for proposal in proposals:
        if proposal.guesses and ask.somebody() and not columns.target_of(proposal.heads, said):
            pairs += _answered(proposal)
            continue
        told = proposal.told(said)
        why = told.says()
        if why and len(sources) == 1:
            raise MappingError(why)
        if dry_run and not why:
            _show(told, f"{proposal.name}: what its columns hold")
    return tuple(pairs)


def _show(proposal: "Proposal", title: str) -> None:
    ask.tell(title)
    for line in _lines(proposal):
        ask.tell(line)


def _answered(proposal: "Proposal") -> list[Pair]:
    """What the user says of a table, with what was proposed and agreed to. Raises RelkeeperError for a no."""
    pairs: list[Pair] = []
    while True:
        shown = proposal.told(pairs)
        _show(shown, f"{proposal.name}: is this what its columns hold?")
        answer = ask.line("Take it so? [Enter, or HEAD=WHAT,... to change it, n to stop] ")
        if not answer and shown.names_people:
            return [(guess.head, guess.target) for guess in shown.guesses]
        if not answer:
            output.complain(f"no column names people; say which one does, for example: {_nameable(shown)}")
            continue
        if answer.casefold() in _NO:
            raise RelkeeperError("nothing was changed")
        try:
            typed = columns.parse(answer)
            columns.check_heads(typed, [proposal.heads])
            pairs += typed
        except (UsageError, MappingError) as error:
            output.complain(str(error))


def _nameable(proposal: "Proposal") -> str:
    return columns.written([proposal.naming()])


def _lines(proposal: "Proposal") -> Iterator[str]:
    """A table of the columns: the head, what it holds, a value."""
    rows = [("Column", "holds", "for example"), *((each.head, each.target, each.value) for each in proposal.guesses)]
    widths = [max(_width(row[place]) for row in rows) for place in (0, 1)]
    for head, target, value in rows:
        cut = value if len(value) <= _LONGEST_VALUE else f"{value[: _LONGEST_VALUE - 1]}…"
        yield f"  {_padded(head, widths[0])}  {_padded(target, widths[1])}  {cut}".rstrip()


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """How many columns of a terminal it fills."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
