"""Tables on a terminal, through Rich: fitted to its width, wide characters measured right."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import IO, Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from relkeeper.render.view import Record, Table
from relkeeper.rules.text import block, line


def console(file: IO[str] | None = None) -> Console:
    """A console that takes no markup, emoji codes or highlighting from the text it prints."""
    return Console(file=file, markup=False, emoji=False, highlight=False, soft_wrap=False)


def table_text(view: Table, rows: Sequence[Any], today: date) -> str:
    """A table as a terminal shows it: at its width (`COLUMNS`), in its colours where they are wanted (`NO_COLOR`)."""
    screen = console()
    return _text(screen, [_table(view, rows, today, screen.width)])


def record_text(view: Record, today: date) -> str:
    """A record as a terminal shows it."""
    screen = console()
    return _text(screen, _record(view, today, screen.width))


def _text(screen: Console, parts: Iterable[RenderableType]) -> str:
    with screen.capture() as captured:
        for part in parts:
            screen.print(part)
    return captured.get()


def _table(view: Table, rows: Sequence[Any], today: date, width: int) -> RichTable:
    columns = [column for column in view.columns if width >= column.from_width]
    made = RichTable(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        made.add_column(
            column.title,
            style=column.style,
            no_wrap=not column.wraps,
            overflow="fold" if column.wraps else "ellipsis",
            ratio=1 if column.flexible else None,
            justify="right" if column.right else "left",
            min_width=column.least or None,
            # A fifth for each leaves the flexible ones room to breathe.
            max_width=max(column.least, width // 5 - 2) if column.wraps and not column.flexible else None,
        )
    for row in rows:
        made.add_row(*(Text((block if column.lines else line)(column.cell(row, today))) for column in columns))
    return made


def _record(view: Record, today: date, width: int) -> Iterator[RenderableType]:
    yield Text(line(view.title), style="bold")
    fields = RichTable.grid(padding=(0, 2))
    fields.add_column(style="dim", no_wrap=True)
    fields.add_column(overflow="fold")
    for label, text in view.fields:
        if text:
            fields.add_row(Text(line(label)), Text(block(text)))
    yield Padding(fields, (0, 0, 0, 2))
    for heading, part, rows in view.parts:
        if rows:
            yield Text(f"\n{heading}", style="bold")
            yield Padding(_table(part, rows, today, width - 2), (0, 0, 0, 2))
