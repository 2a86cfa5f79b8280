"""Tables on a terminal, through Rich: fitted to its width, wide characters measured right."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import IO, Any

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from relkeeper.render.view import Column, Groups, Passages, Record, Table
from relkeeper.rules.texts.untrusted import block, line


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


def groups_text(view: Groups, rows: Sequence[Any], today: date) -> str:
    """Groups as a terminal shows them: what there is to do beside the names, which are as wide in every group."""
    screen = console()
    labels = [line(view.label(row, today)) for row in rows]
    # A quarter for the names leaves the words room to breathe.
    width = min(max(map(cell_len, labels), default=0), max(screen.width // 4, 10))
    # Both widths are said, for Rich would measure each text; the rest is what stands before and between them.
    widths = (width, max(screen.width - width - 4, 1))
    return _text(screen, _groups(view, zip(rows, labels, strict=True), today, widths))


def passages_text(view: Passages, rows: Sequence[Any], today: date) -> str:
    """Places in texts as a terminal shows them: where each is on one line, and what stands there below."""
    screen = console()
    return _text(screen, (part for row in rows for part in _passage(view, row, today, screen.width)))


def charts_text(draw: Callable[[Any, date, int], Iterable[RenderableType]], data: Any, today: date) -> str:
    """Charts as a terminal shows them, drawn for its width."""
    screen = console()
    return _text(screen, draw(data, today, screen.width))


def _passage(view: Passages, row: Any, today: date, width: int) -> Iterator[RenderableType]:
    details = f"  {line(view.details(row, today))}"
    label, said = view.label(row), view.text(row)
    head = _marked(label, view.matches(row) if said == label else ())
    head.stylize_before("bold")
    # Many names must not hide what the details say.
    head.truncate(max(width - cell_len(details), width // 3), overflow="ellipsis")
    head.append(details, style="not bold dim")
    head.truncate(width, overflow="ellipsis")
    yield head
    if said not in ("", label):
        yield Padding(_marked(said, view.matches(row)), (0, 0, 0, 2))


def _marked(words: str, matches: Sequence[tuple[int, int]]) -> Text:
    return _appended(Text(overflow="fold"), words, matches, line)


def _appended(made: Text, words: str, matches: Sequence[tuple[int, int]], escaped: Callable[[str], str]) -> Text:
    """Escaped piece by piece, because that makes what stands before a match longer."""
    place = 0
    for begin, end in matches:
        made.append(escaped(words[place:begin]))
        made.append(escaped(words[begin:end]), style="bold magenta")
        place = end
    return made.append(escaped(words[place:]))


def _groups(
    view: Groups, rows: Iterable[tuple[Any, str]], today: date, widths: tuple[int, int]
) -> Iterator[RenderableType]:
    between = ""
    told = set()
    for heading, members in groupby(rows, lambda each: view.heading(each[0], today)):
        grid = RichTable.grid(padding=(0, 2))
        grid.add_column(width=widths[0], style="bold", overflow="fold")
        grid.add_column(width=widths[1], overflow="fold")
        urgent = False
        for row, label in members:
            urgent = view.urgent(row)
            said = Text(line(view.text(row, today)))
            for detail in () if view.about(row) in told else view.details(row, today):
                said.append(f"\n{line(detail)}", style="dim")
            told.add(view.about(row))
            grid.add_row(Text(label), said)
        yield Text(f"{between}{heading}", style="bold red" if urgent else "bold")
        yield Padding(grid, (0, 0, 0, 2))
        between = "\n"


def _text(screen: Console, parts: Iterable[RenderableType]) -> str:
    with screen.capture() as captured:
        for part in parts:
            screen.print(part)
    return captured.get()


def _table(view: Table, rows: Sequence[Any], today: date, width: int) -> RichTable:
    columns = [
        column
        for column in view.columns
        if width >= column.from_width and (not column.optional or any(column.cell(row, today) for row in rows))
    ]
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
        made.add_row(*(_cell(column, row, today) for column in columns))
    return made


def _cell(column: Column, row: Any, today: date) -> Text:
    made, escaped = Text(style=column.style_of(row)), block if column.lines else line
    return _appended(made, column.cell(row, today), column.matches(row, today), escaped)


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
