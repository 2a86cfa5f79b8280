"""Classes: who is in which, by which scores, and who moved; and the rule beside them."""

from collections.abc import Mapping
from datetime import date

from relkeeper.render.view import Column, Field, Part, Record, Table
from relkeeper.reports.segments import SegmentRow, Segments
from relkeeper.rules.day_words import ago, short

_STYLES = {"A": "bold green", "B": "green", "C": "cyan", "D": "yellow", "E": "red", "F": "dim"}


def _last(row: SegmentRow, today: date) -> str:
    return ago(date.fromisoformat(row.last_contact_on), today) if row.last_contact_on else "never"


def _sum(row: SegmentRow, today: date) -> str:
    """`5+4+3=12`: recency, frequency and depth, and the total."""
    return f"{'+'.join(map(str, row.scores))}={row.total}"


def _moved(row: SegmentRow, today: date) -> str:
    """`fell from B to D: last contact 140 days ago instead of 20`."""
    return ": ".join(filter(None, (row.movement, "; ".join(row.changed))))


_PEOPLE = Table(
    columns=(
        Column("Class", lambda row, today: row.class_, style_of=lambda row: _STYLES[row.class_]),
        Column("Name", lambda row, today: row.name, style="bold", wraps=True, least=10),
        Column("Last", _last, least=8),
        Column("Days", lambda row, today: str(row.days_in_window), right=True, from_width=100),
        Column("Depth", lambda row, today: str(row.depth), right=True, from_width=100),
        Column("R+F+D", _sum),
        Column("Moved", _moved, flexible=True, wraps=True),
    ),
    empty="",
)
_RULE = Table(
    columns=(
        Column("Score", lambda line, today: line.partition(": ")[0]),
        Column("By", lambda line, today: line.partition(": ")[2], flexible=True, wraps=True),
    ),
    empty="",
)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{letter} {count:,}" for letter, count in counts.items())


def _record(found: Segments, today: date) -> Record:
    since, before = (date.fromisoformat(on) for on in (found.since, found.as_of_before))
    shown = len(found.rows)
    more = f", the first {shown:,} of {found.found:,} (--limit shows more)" if shown < found.found else ""
    return Record(
        title=f"Classes by contact from {short(since, today)} to {short(today, today)}",
        fields=(
            Field("today", _counts(found.counts)),
            Field(f"on {short(before, today)}", _counts(found.counts_before)),
        ),
        parts=(
            Part(f"Contacts{more}", _PEOPLE, found.rows),
            Part("The rule", _RULE, found.rule.splitlines()),
        ),
    )


VIEW = _record
