"""What is written about a contact, as paragraphs of its notes: notes, tasks, life events, reminders."""

from collections.abc import Callable, Iterable
from typing import Any

from relkeeper.drafts import OccasionDraft
from relkeeper.importers.monica.account import Account
from relkeeper.importers.monica.values import day, is_false, is_true, line, properties, text

EVERY = {"week": "week", "month": "month", "year": "year"}


def note(value: dict[str, Any], account: Account) -> str:
    """`2021-03-04: what was noted`, by the day on which it was."""
    return _dated(value.get("created_at"), text(properties(value).get("body")))


def task(value: dict[str, Any], account: Account) -> str:
    """`Task: call the plumber (done 2021-03-04)`."""
    told = properties(value)
    done = f"done {_on(told.get('completed_at'))}".strip() if is_true(told.get("completed")) else "open"
    return _remark("Task", None, told.get("title"), told.get("description"), (done,))


def life_event(value: dict[str, Any], account: Account) -> str:
    """`Life event, 2019-05-06: new job (at a bank)`."""
    told = properties(value)
    kind = account.type(told.get("type")).name
    name = line(told.get("name"))
    more = (kind if name else None, told.get("specific_information"))
    return _remark("Life event", told.get("happened_at"), name or kind, told.get("note"), more)


def reminder(value: dict[str, Any], account: Account) -> str:
    """`Reminder, 2021-03-04: ask for the deck (every 2 months)`; empty for one that is an occasion and nothing else."""
    told = properties(value)
    if occasion_of(value) is not None and not text(told.get("description")):
        return ""
    number, unit = told.get("frequency_number"), EVERY.get(line(told.get("frequency_type")))
    every = None if unit is None else f"every {unit}" if number in (1, None) else f"every {line(number)} {unit}s"
    more = (every, "inactive" if is_true(told.get("inactive")) else None)
    return _remark("Reminder", told.get("initial_date"), told.get("title"), told.get("description"), more)


def occasion_of(value: dict[str, Any]) -> OccasionDraft | None:
    """A reminder of each year as an occasion. In which year it began says nothing of the occasion."""
    told = properties(value)
    found, title = day(told.get("initial_date")), line(told.get("title"))
    yearly = told.get("frequency_type") == "year" and told.get("frequency_number") in (1, None)
    if not yearly or found is None or not title or is_true(told.get("inactive")):
        return None
    return OccasionDraft(title, found.month, found.day)


def is_of_special_date(value: dict[str, Any], special: Iterable[OccasionDraft]) -> bool:
    """Whether Monica made a reminder by itself, of a date that is an occasion already."""
    found = day(properties(value).get("initial_date"))
    by_itself = is_false(properties(value).get("delible"))
    return by_itself and found is not None and (found.month, found.day) in {(each.month, each.day) for each in special}


REMARKS: dict[str, Callable[[dict[str, Any], Account], str]] = {
    "note": note, "life_event": life_event, "task": task, "reminder": reminder,
}  # fmt: skip


def _remark(what: str, date: object, title: object, told: object, more: Iterable[object]) -> str:
    when = _on(date)
    beside = "; ".join(filter(None, map(line, more)))
    first = f"{what}, {when}" if when else what
    named = line(title) or "(no title)"
    words = f"{first}: {named} ({beside})" if beside else f"{first}: {named}"
    return f"{words}\n{text(told)}" if text(told) else words


def _dated(date: object, words: str) -> str:
    when = _on(date)
    return f"{when}: {words}" if when and words else words


def _on(date: object) -> str:
    found = day(date)
    return found.isoformat() if found is not None else ""
