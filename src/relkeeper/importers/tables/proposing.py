"""What the columns of a table seem to hold, for the user to agree to.

A column whose head and values tell nothing becomes a field, named after its head.
"""

import re
import shlex
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from relkeeper.drafts import Problem
from relkeeper.importers.tables import looks
from relkeeper.importers.tables.head_words import told
from relkeeper.importers.tables.table import Table
from relkeeper.rules import points
from relkeeper.rules.tables import columns
from relkeeper.rules.tables.columns import Pair
from relkeeper.rules.texts.entered import key

_ROWS_LOOKED_AT = 100
_NAMING = ("name", "given_name", "family_name", "alias")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
# What has figures only is a number of something, or a day, unless it is as long as a mobile one is written.
_PLAIN_NUMBER = re.compile(r"0\d{8,12}|1\d{10}|[2-9]\d{9}")
_DAY = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{2,4}|(?:19|20)\d{6}(?:\d{6})?")


class Guess(NamedTuple):
    """What a column seems to hold, with one of its values. `sure` where the user or the word at its head tells it, or
    where it holds nothing."""

    head: str
    target: str
    value: str
    sure: bool


class Proposal(NamedTuple):
    """The guesses at one table, which people know by `name`."""

    name: str
    guesses: tuple[Guess, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(guess.head for guess in self.guesses)

    @property
    def names_people(self) -> bool:
        """Whether a column holds names, if only by the look of its values."""
        return any(map(_is_naming, self.guesses))

    def says(self) -> str:
        """Why it cannot be taken where nobody is asked; empty where it can.

        Contacts are named after a firm or an address only where no column is left that may hold their names.
        """
        if not self.guesses:
            return headless(self.name)
        sure = [guess for guess in self.guesses if guess.sure]
        all_told = len(sure) == len(self.guesses) and any(map(_is_somebody, sure))
        return "" if any(map(_is_naming, sure)) or all_told else _refused(self.name, self.guesses)

    def naming(self) -> Pair:
        """A column that may hold the names, as the user would say it."""
        return next(((guess.head, guess.target) for guess in self.guesses if _is_naming(guess)), self._first())

    def _first(self) -> Pair:
        guess = next((guess for guess in self.guesses if guess.target.startswith("field:")), self.guesses[0])
        return guess.head, "name"

    def told(self, pairs: Iterable[Pair]) -> "Proposal":
        """The same with what the user says of its columns."""
        said = columns.target_of(self.heads, pairs)
        guesses = (
            guess._replace(target=said[key(guess.head)], sure=True) if key(guess.head) in said else guess
            for guess in self.guesses
        )
        return self._replace(guesses=tuple(guesses))


def sample(table: Table) -> list[Guess]:
    """A guess for each column that has a head, from the heads and the first rows."""
    taken = (row for row in table.rows() if not isinstance(row, Problem))
    columns_of_cells = list(zip(*(cells for _, cells in islice(taken, _ROWS_LOOKED_AT)), strict=True))
    cells_of = columns_of_cells or [()] * len(table.heads)
    values = [[cell for cell in cells if cell] for head, cells in zip(table.heads, cells_of, strict=True) if head]
    heads = [head for head in table.heads if head]
    return _named([_guess(head, cells) for head, cells in zip(heads, values, strict=True)], values)


def _named(guesses: list[Guess], values: Sequence[Sequence[str]]) -> list[Guess]:
    """The guesses, with the first column that looks like names as the name, where no head tells it."""
    if any(map(_is_naming, guesses)):
        return guesses
    unknown = [place for place, guess in enumerate(guesses) if not guess.sure and guess.target.startswith("field:")]
    for are_names in (looks.are_surely_names, looks.are_names):
        for place in unknown:
            if are_names(values[place]):
                guesses[place] = guesses[place]._replace(target="name")
                return guesses
    return guesses


def _refused(name: str, guesses: Sequence[Guess]) -> str:
    """Why nothing is taken, with a mapping that can be taken over."""
    if not any(map(_is_naming, guesses)):
        first = columns.written([Proposal(name, tuple(guesses)).naming()])
        return f"no column of {name} names people; say which one does, for example: --map {shlex.quote(first)}"
    mapping = columns.written((guess.head, guess.target) for guess in guesses)
    return f"the heads of {name} do not tell which column names people; say it: --map {shlex.quote(mapping)}"


def _is_naming(guess: Guess) -> bool:
    return columns.column(guess.target).kind in _NAMING


def _is_somebody(guess: Guess) -> bool:
    """Whether a column is enough to make contacts of: it names them or their firm, or says how to reach them."""
    column = columns.column(guess.target)
    return column.kind in (*_NAMING, "organization") or column.reaches


def headless(name: str) -> str:
    return f"{name} has no line of heads; put one above the rows, for example: name,phone,email"


def _guess(head: str, values: Sequence[str]) -> Guess:
    column = told(head)
    value = values[0] if values else ""
    if column is not None:
        return Guess(head, _word(column), value, sure=True)
    # Further down there may be values where the first rows have none.
    return Guess(head, _by_values(values) or f"field:{head}", value, sure=not values)


def _by_values(values: Sequence[str]) -> str:
    tests = (("email", points.is_email), ("phone", _is_phone), ("url", _is_url))
    return next((target for target, is_one in tests if values and all(map(is_one, values))), "")


def _is_phone(text: str) -> bool:
    text = text.strip()
    plain = all(char.isdecimal() or char in " +-()./" for char in text) and not _DAY.fullmatch(text)
    bare = text.isdecimal() and not _PLAIN_NUMBER.fullmatch(text)
    return plain and not bare and _FEWEST_DIGITS <= len(points.digits(text)) <= _MOST_DIGITS


def _is_url(text: str) -> bool:
    return text.lower().startswith(("http://", "https://", "www."))


def _word(column: columns.Column) -> str:
    return f"{column.kind}:{column.label}" if column.label else column.kind
