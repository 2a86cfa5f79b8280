"""What a view is: columns, or fields, as data."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple


class Column(NamedTuple):
    """A column: `cell` makes its text from a row and today's date.

    With `lines` each line of a text has a line of its own on a terminal, and `; ` before it elsewhere. The rest is for
    terminals: `style` is Rich's word for its looks, `style_of` that of the cell of a row, `flexible` columns share the
    width that the others leave, `wraps` says whether a text that does not fit goes on below instead of being cut,
    `least` is the width below which it is not pressed, and the column is left out on terminals narrower than
    `from_width`, and, if it is `optional`, where no row has a text for it. What stands at the `matches`, pairs of
    offsets into the text of the cell, is seen.
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
    style_of: Callable[[Any], str] = lambda row: ""
    optional: bool = False
    matches: Callable[[Any, date], Sequence[tuple[int, int]]] = lambda row, today: ()


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


class Passages(NamedTuple):
    """A report of places in texts.

    On a terminal each row has a line with `label` and, less bright, `details`; below it stands the `text`, unless that
    is the label itself, in which the `matches`, pairs of offsets, are seen. Elsewhere each row is a line of `table`.
    """

    label: Callable[[Any], str]
    details: Callable[[Any, date], str]
    text: Callable[[Any], str]
    matches: Callable[[Any], Sequence[tuple[int, int]]]
    table: Table


class Drawing(NamedTuple):
    """A report that is drawn on a terminal, by `drawn(data, today, width)` of the module `charts`; else `lines`."""

    lines: Callable[[Any, date], Iterable[str]]
    charts: str


View = Table | Groups | Passages | Drawing | Callable[[Any, date], Record]
