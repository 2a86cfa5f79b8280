"""Which backups to keep: the newest of each of the last days, weeks and months that have any."""

from collections.abc import Hashable, Iterable
from datetime import datetime
from typing import NamedTuple


class Retention(NamedTuple):
    """For how many days, weeks (ISO 8601) and months the newest backup of each is kept."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def kept(moments: Iterable[datetime], retention: Retention) -> set[datetime]:
    """The moments (aware, in one zone) whose backups are kept; the newest of all always is."""
    newest_first = sorted(moments, reverse=True)
    found = set(newest_first[:1])
    for count, period in (
        (retention.daily, _day),
        (retention.weekly, _week),
        (retention.monthly, _month),
    ):
        newest_of: dict[Hashable, datetime] = {}
        for moment in newest_first:
            newest_of.setdefault(period(moment), moment)
        found.update(list(newest_of.values())[:count])
    return found


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month
