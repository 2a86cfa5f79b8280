"""What the readers of address books have in common: a draft or a problem for each row of a table."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from relkeeper.drafts import ContactDraft, Notice, Problem
from relkeeper.importers.tables import days
from relkeeper.importers.tables.row import Row
from relkeeper.importers.tables.table import Heads, IsHead, Table
from relkeeper.rules.tables.columns import Column

if TYPE_CHECKING:
    from relkeeper.importers import Reading

Records = Iterator[ContactDraft | Notice | Problem]
Fill = Callable[[Row, Heads], None]


def opened(file: BinaryIO, name: str, reading: "Reading", is_head: IsHead) -> Table:
    """The table of a file. Raises UsageError for an encoding that does not exist."""
    return Table(file, name, reading.encoding, is_head)


def read(table: Table, name: str, order: str, fill: Fill, *, splits: bool = False) -> Records:
    """A contact for each row, as `fill` takes it from the cells; `order` is that of day and month."""
    if not table.heads:
        yield Problem(name, "line 1", "there is no head with the columns of this format")
        return
    for found in table.rows():
        if isinstance(found, Problem):
            yield found
            continue
        line, cells = found
        row = Row(line, order)
        fill(row, cells)
        draft = row.draft(splits=splits)
        yield from (Problem(name, f"line {line}", problem) for problem in row.problems)
        yield draft or Problem(
            name, f"line {line}", "this row has no name and no way to reach anybody; it was left out"
        )
    yield from table.remarks()


def by_heads(heads: Heads, known: Mapping[str, str], keys: Heads) -> Fill:
    """Takes each cell as `known` says by the key of its head; under a head that is not known, as a field."""
    holds = [
        column_of(known[key]) if key in known else Column("field", head) for key, head in zip(keys, heads, strict=True)
    ]

    def fill(row: Row, cells: Heads) -> None:
        for head, column, cell in zip(heads, holds, cells, strict=True):
            row.head = head
            row.take(column, cell)

    return fill


def column_of(target: str) -> Column:
    """`phone:work` as a reader writes it of its own columns, parts of names and addresses too."""
    kind, _, label = target.partition(":")
    return Column(kind, label)


def order_in(table: Table, *keys: str, wished: str) -> str:
    """The order of day and month in those columns."""
    return days.order_of(table.column(*keys), wished)
