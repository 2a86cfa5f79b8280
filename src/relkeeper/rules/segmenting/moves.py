"""Who moved from one class to another, in words."""

from collections.abc import Iterator

from relkeeper.rules.plurals import counted
from relkeeper.rules.segmenting import Scores, Standing, steps

NEW = "new"


def movement(was: str | None, now: str) -> str:
    """`fell from B to D`, `rose from C to A`, `new` for who had no class; empty for who stayed."""
    if was is None:
        return NEW
    fell = steps(was, now)
    return f"{'fell' if fell > 0 else 'rose'} from {was} to {now}" if fell else ""


def reasons(before: tuple[Standing, Scores], after: tuple[Standing, Scores]) -> Iterator[str]:
    """What changed so that the total went where it went: the scores that moved in the same direction, in words."""
    (then, scored_then), (now, scored) = before, after
    sign = 1 if scored.total > scored_then.total else -1
    moved = [(new - old) * sign > 0 for old, new in zip(scored_then, scored, strict=True)]
    if moved[0]:
        yield f"{_last(now.recency_days)} instead of {_then(then.recency_days)}"
    if moved[1]:
        yield f"{counted(now.days_in_window, 'day')} of contact in the window instead of {then.days_in_window}"
    if moved[2]:
        yield f"depth {now.depth} instead of {then.depth}"


def _last(days: int | None) -> str:
    if days is None:
        return "never in touch"
    return f"last contact {counted(days, 'day')} ago" if days else "last contact today"


def _then(days: int | None) -> str:
    return "none in the window" if days is None else str(days)
