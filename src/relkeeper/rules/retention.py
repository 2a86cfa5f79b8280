"""Which backups to keep: all of the last days, and the newest of each of the last weeks and months that have any.

At most one a day is made for the day. All others were made before something (a restore, an import, a migration, an
erase), and may be the only copy of what that took away: so within the days none makes room for another, however many
there are. Only when their days are over they are thinned out.
"""

from collections.abc import Hashable, Iterable
from datetime import date, datetime
from typing import NamedTuple


class Retention(NamedTuple):
    """For how many days all are kept, and for how many weeks (ISO 8601) and months the newest of each."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def kept(moments: Iterable[datetime], retention: Retention, today: date) -> set[datetime]:
    """The moments (aware, in one zone) whose backups are kept; the newest of all, and those of `today`, always are.

    The last days are those up to today, and the last ones that have any: a clock that jumps takes nothing away.
    """
    newest_first = sorted(moments, reverse=True)
    days = set(list(dict.fromkeys(moment.date() for moment in newest_first))[: retention.daily])
    recent = range(max(retention.daily, 1))
    found = {moment for moment in newest_first if moment.date() in days or (today - moment.date()).days in recent}
    found.update(newest_first[:1])
    for count, period in ((retention.weekly, _week), (retention.monthly, _month)):
        newest_of: dict[Hashable, datetime] = {}
        for moment in newest_first:
            newest_of.setdefault(period(moment), moment)
        found.update(list(newest_of.values())[:count])
    return found


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month
