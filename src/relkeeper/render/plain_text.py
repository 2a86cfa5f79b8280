"""Plain text for pipes, files and mails: no colour, no borders, nothing cut; the cells of a row are divided by tabs."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from relkeeper.render.view import Column, Record, Table
from relkeeper.rules.texts.untrusted import block, line


def table(view: Table, rows: Sequence[Any], today: date) -> Iterable[str]:
    cells = [_joined(column) if column.lines else column.cell for column in view.columns]
    for row in rows:
        yield "\t".join([line(cell(row, today)) for cell in cells])


def _joined(column: Column) -> Callable[[Any, date], str]:
    return lambda row, today: "; ".join(column.cell(row, today).splitlines())


def record(view: Record, today: date) -> Iterable[str]:
    yield line(view.title)
    for label, text in view.fields:
        if text:
            first, *more = block(text).splitlines()
            yield f"{line(label)}: {first}"
            yield from (f"  {continued}" for continued in more)
    for heading, part, rows in view.parts:
        if rows:
            yield ""
            yield f"{heading}:"
            yield from (f"  {row}" for row in table(part, rows, today))
