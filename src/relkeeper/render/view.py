"""What a view is: columns, or fields, as data."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any, NamedTuple


class Column(NamedTuple):
    """A column: `cell` makes its text from a row and today's date.

    With `lines` each line of a text has a line of its own on a terminal, and `; ` before it elsewhere. The rest is for
    terminals: `style` is Rich's word for its looks, `flexible` columns share the width that the others leave, `wraps`
    says whether a text that does not fit goes on below instead of being cut, `least` is the width below which it is not
    pressed, and on terminals narrower than `from_width` the column is left out.
    """

    title: str
    cell: Callable[[Any, date], str]
    style: str = ""
    flexible: bool = False
    wraps: bool = False
    right: bool = False
    least: int = 0
    from_width: int = 0
    lines: bool = False


class Table(NamedTuple):
    """A report of rows; `empty` is said to a person when there are none."""

    columns: Sequence[Column]
    empty: str


class Field(NamedTuple):
    """A labelled text of a record; several lines are kept."""

    label: str
    text: str


class Part(NamedTuple):
    """A table within a record, under its heading."""

    heading: str
    table: Table
    rows: Sequence[Any]


class Record(NamedTuple):
    """A report about one thing: `title`, then its fields (those without text are left out), then its parts."""

    title: str
    fields: Sequence[Field]
    parts: Sequence[Part] = ()


class Groups(NamedTuple):
    """A report of rows that follow each other in groups, each under its `heading`.

    On a terminal `label` says who a row is about, `text` what there is to do, and `details` are the lines below it,
    once for all rows that are `about` the same; what is `urgent` has a heading that is seen. Elsewhere each row is a
    line of the `table`.
    """

    heading: Callable[[Any, date], str]
    label: Callable[[Any, date], str]
    text: Callable[[Any, date], str]
    details: Callable[[Any, date], Sequence[str]]
    about: Callable[[Any], Hashable]
    urgent: Callable[[Any], bool]
    table: Table


View = Table | Groups | Callable[[Any, date], Record]
