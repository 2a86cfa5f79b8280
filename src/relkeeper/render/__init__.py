"""A report as text: a table on a terminal, plain lines elsewhere, JSON where asked for.

Modules are imported here inside functions, on purpose: a pipe never pays for Rich, a table never for json, and a report
only for its own view.
"""

from collections.abc import Iterable
from datetime import date
from importlib import import_module
from typing import Any

from relkeeper.render.view import Table, View


def json(data: Any) -> str:
    """The data as one JSON document."""
    from relkeeper.render import as_json

    return as_json.dump(data)


def plain(name: str, data: Any, today: date) -> Iterable[str]:
    """Lines without colour, borders or cuts."""
    from relkeeper.render import plain_text

    view = _view(name)
    if isinstance(view, Table):
        return plain_text.table(view, data, today)
    return plain_text.record(view(data, today), today)


def terminal(name: str, data: Any, today: date) -> str:
    """What a person sees on the terminal."""
    from relkeeper.render import on_terminal

    view = _view(name)
    if isinstance(view, Table):
        return on_terminal.table_text(view, data, today)
    return on_terminal.record_text(view(data, today), today)


def empty(name: str) -> str:
    """What to say when a table has no rows."""
    view = _view(name)
    return view.empty if isinstance(view, Table) else ""


def _view(name: str) -> View:
    found: View = import_module(f"relkeeper.render.views.{name}").VIEW
    return found
