"""The digest as one HTML document: nothing in it is fetched from anywhere, and it is read on a phone, light or dark."""

from collections.abc import Sequence
from datetime import date
from html import escape

from relkeeper.render.digest import Item, Section, counted, more, sections
from relkeeper.reports.agenda import AgendaRow, pressing

# Colours stand where they are readable on white and on black, as mail programs turn the ground dark by themselves.
_BODY = "margin:0 auto;padding:16px;max-width:40em;font:16px/1.45 -apple-system,'Segoe UI',Roboto,sans-serif"
_HEADING = "margin:20px 0 6px;font-size:17px"
_LATE = f"{_HEADING};color:#d64545"
_LIST = "margin:0;padding:0;list-style:none"
_ITEM = "margin:0 0 10px;overflow-wrap:anywhere"
_BRIEFING = "font-size:14px;opacity:.75"


def document(rows: Sequence[AgendaRow], today: date, limit: int | None = None) -> str:
    """The `limit` things that may wait least, and how many more there are."""
    chosen = pressing(rows, limit)
    rest = len(rows) - len(chosen)
    foot = f'<p style="{_BRIEFING}">{escape(more(rest))}</p>\n' if rest else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(counted(rows))}</title>\n</head>\n"
        f'<body style="{_BODY}">\n{"".join(map(_section, sections(chosen, today)))}{foot}</body>\n</html>\n'
    )


def _section(section: Section) -> str:
    style = _LATE if section.heading == "Late" else _HEADING
    items = "".join(map(_item, section.items))
    return f'<h2 style="{style}">{escape(section.heading)}</h2>\n<ul style="{_LIST}">\n{items}</ul>\n'


def _item(item: Item) -> str:
    briefing = f'<br><span style="{_BRIEFING}">{escape(item.briefing)}</span>' if item.briefing else ""
    return f'<li style="{_ITEM}"><b>{escape(item.name)}</b>: {escape(item.what)}{briefing}</li>\n'
