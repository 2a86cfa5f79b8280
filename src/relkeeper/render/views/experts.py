"""Who knows about a subject, and what shows it."""

from collections.abc import Sequence
from datetime import date, datetime

from relkeeper.render.view import Column, Table
from relkeeper.render.words import marked
from relkeeper.reports.topics import ExpertRow
from relkeeper.reports.topics.evidence import EvidenceRow
from relkeeper.rules.day_words import short


def shown(rows: Sequence[EvidenceRow], today: date) -> str:
    """Each on a line: `20 Nov, call: the borrow checker in Rust`, `title: Rust developer`."""
    return "\n".join(_line(row, today) for row in rows)


def places(rows: Sequence[EvidenceRow], today: date) -> list[tuple[int, int]]:
    """Where the words that were looked for stand in what is `shown`."""
    found, begin = [], 0
    for row in rows:
        end = begin + len(_line(row, today))
        snippet = end - len(row.snippet)
        found += [(snippet + first, snippet + last) for first, last in row.matches]
        begin = end + len("\n")
    return found


def _times(mentions: int, last_on: str | None, today: date) -> str:
    """`5 times, last 20 Nov`; empty where it was never talked about."""
    if last_on is None:
        return ""
    return f"{'once' if mentions == 1 else f'{mentions} times'}, last {short(date.fromisoformat(last_on), today)}"


def _line(row: EvidenceRow, today: date) -> str:
    return f"{_where(row, today)}: {marked(row.snippet, row.private)}"


def _where(row: EvidenceRow, today: date) -> str:
    if row.at is None:
        return row.field
    return f"{short(datetime.fromisoformat(row.at).date(), today)}, {row.channel or 'file'}"


def _name(row: ExpertRow, today: date) -> str:
    return f"{row.contact.name}{' [archived]' if row.archived else ''}"


EVIDENCE = Column(
    "Evidence",
    lambda row, today: shown(row.evidence, today),
    flexible=True,
    wraps=True,
    least=20,
    lines=True,
    optional=True,
    matches=lambda row, today: places(row.evidence, today),
)
TALKED_ABOUT = Column(
    "Talked about", lambda row, today: _times(row.mentions, row.last_on, today), wraps=True, least=8, optional=True
)
VIEW = Table(
    columns=(
        Column("#", lambda row, today: str(row.contact.id), style="dim", right=True),
        Column("Name", _name, style="bold", wraps=True, least=8),
        Column("Knows about", lambda row, today: ", ".join(row.topics), wraps=True, least=8, optional=True),
        TALKED_ABOUT,
        EVIDENCE,
    ),
    empty="Nobody is known to know about that; relkeeper contact knows WHO TOPICS says it.",
)
