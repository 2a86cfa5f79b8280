"""The last moment that a message may be dated at."""

from datetime import UTC, datetime, timedelta

_LATEST = datetime.max.replace(tzinfo=UTC, hour=0).replace(tzinfo=None) - timedelta(days=1)


def latest(now: datetime, *, utc: bool) -> datetime:
    """A day after `now` (aware), because clocks go wrong and zones differ; naive: UTC, or the clock of `now`'s zone."""
    naive = (now.astimezone(UTC) if utc else now).replace(tzinfo=None)
    return naive + timedelta(days=1) if naive < _LATEST else naive
