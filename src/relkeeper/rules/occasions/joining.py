"""Which days two contacts have who are one person: a day that both know is one, and nobody is born twice."""

from collections.abc import Iterable
from dataclasses import replace

from relkeeper.drafts import OccasionDraft
from relkeeper.rules.occasions.kinds import BIRTHDAY
from relkeeper.rules.texts import entered


def joined(
    standing: Iterable[OccasionDraft], incoming: Iterable[OccasionDraft]
) -> tuple[tuple[OccasionDraft, ...], tuple[OccasionDraft, ...]]:
    """The days of both, and the birthdays that `incoming` has otherwise in a calendar of which one stands.

    Where only one of them knows the year of a day, the day with its year stands.
    """
    days, otherwise = list(standing), []
    for day in incoming:
        place = next((place for place, known in enumerate(days) if _is_same(known, day)), None)
        if place is not None:
            days[place] = day if days[place].year is None else days[place]
        elif day.kind == BIRTHDAY and any((known.kind, known.calendar) == (BIRTHDAY, day.calendar) for known in days):
            otherwise.append(day)
        else:
            days.append(day)
    return tuple(days), tuple(otherwise)


def _is_same(known: OccasionDraft, day: OccasionDraft) -> bool:
    """Whether both are one day, of one kind; that a year is not said contradicts no year."""
    is_one_kind = entered.key(known.kind) == entered.key(day.kind)
    if not is_one_kind or (known.year != day.year and None not in (known.year, day.year)):
        return False
    return replace(known, kind=day.kind, year=day.year) == day
