"""Moments as the file keeps them: UTC to the second, as text that sorts."""

from datetime import UTC, datetime


def text(moment: datetime) -> str:
    """`2026-11-20T14:30:00Z` for an aware datetime; one without a zone is a mistake of ours (ValueError)."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
