"""A report as text: a table on a terminal, plain lines elsewhere, JSON where asked for.

Modules are imported here inside functions, on purpose: a pipe never pays for Rich, a table never for json, and a report
only for its own view.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from relkeeper.render.view import Drawing, Groups, Passages, Table, View

if TYPE_CHECKING:
    from relkeeper.reports.agenda import AgendaRow
    from relkeeper.reports.statistics import Statistics


def json(data: Any) -> str:
    """The data as one JSON document."""
    from relkeeper.render import as_json

    return as_json.dump(data)


def plain(name: str, data: Any, today: date) -> Iterable[str]:
    """Lines without colour, borders or cuts."""
    from relkeeper.render import plain_text

    view = _view(name)
    if isinstance(view, Groups | Passages):
        view = view.table
    if isinstance(view, Drawing):
        return view.lines(data, today)
    if isinstance(view, Table):
        return plain_text.table(view, data, today)
    return plain_text.record(view(data, today), today)


def terminal(name: str, data: Any, today: date) -> str:
    """What a person sees on the terminal."""
    from relkeeper.render import on_terminal

    view = _view(name)
    if isinstance(view, Table):
        return on_terminal.table_text(view, data, today)
    if isinstance(view, Groups):
        return on_terminal.groups_text(view, data, today)
    if isinstance(view, Passages):
        return on_terminal.passages_text(view, data, today)
    if isinstance(view, Drawing):
        return on_terminal.charts_text(import_module(view.charts).drawn, data, today)
    return on_terminal.record_text(view(data, today), today)


def svg(stats: "Statistics") -> str:
    """Statistics as a picture, SVG 1.1."""
    from relkeeper.render import pictures

    return pictures.statistics_svg(stats)


def png(picture: str) -> bytes:
    """A picture of `svg` as PNG. Raises RelkeeperError where the program that makes it is missing."""
    from relkeeper.render.pictures import raster

    return raster.png(picture)


def reminders(rows: "Sequence[AgendaRow]", today: date, limit: int | None, width: int | None = None) -> Iterable[str]:
    """What is due, in lines for cron and shells; folded where a `width` is given."""
    from relkeeper.render.digest import as_text

    lines = as_text.lines(rows, today, limit)
    if width is None:
        return lines
    from relkeeper.render.digest import folding

    return folding.folded(lines, width)


def pressing(rows: "Sequence[AgendaRow]", limit: int | None) -> "list[AgendaRow]":
    """The rows of which `reminders` tells."""
    from relkeeper.reports import agenda

    return agenda.pressing(rows, limit)


def mail(rows: "Sequence[AgendaRow]", today: date, limit: int | None, to: str, sender: str) -> str:
    """What is due as a whole mail. Raises UsageError for what is no address."""
    from relkeeper.render.digest import as_mail

    return as_mail.mail(rows, today, limit, to, sender)


def notification(rows: "Sequence[AgendaRow]", today: date, limit: int) -> tuple[str, str]:
    """What is due as the title and the text of a notification."""
    from relkeeper.render.digest import as_text

    return as_text.title(rows), "\n".join(as_text.lines(rows, today, limit))


def empty(name: str) -> str:
    """What to say when a table has no rows."""
    view = _view(name)
    if isinstance(view, Groups | Passages):
        view = view.table
    return view.empty if isinstance(view, Table) else ""


def _view(name: str) -> View:
    found: View = import_module(f"relkeeper.render.views.{name}").VIEW
    return found
