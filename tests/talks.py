"""Days of contact in the book of a test, as many as a rhythm takes, in one operation: a log line each would take long."""

from datetime import UTC, datetime, timedelta
from typing import Any

from relkeeper.book import Book
from relkeeper.drafts import InteractionDraft
from relkeeper.rules.dates import Moment
from tests.conftest import NOW

_NOON = datetime.fromisoformat(NOW).astimezone(UTC).replace(hour=12)


def talked(number: int, *days_ago: int, **said: Any) -> None:
    """Log an entry with contact `number` on each of these days; `said` is as in InteractionDraft."""
    with Book().writing("log") as write:
        for ago in days_ago:
            moment = Moment(_NOON - timedelta(days=ago), "day")
            write.interactions.add(InteractionDraft(moment, "tea", **said), [number])


def rhythm(number: int, every: int, silent: int, times: int = 6, **said: Any) -> None:
    """So many days of contact at one distance, the last of them `silent` days ago."""
    talked(number, *(silent + every * back for back in range(times)), **said)
