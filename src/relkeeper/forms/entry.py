"""A logged interaction as a form. What it does not hold (the source, whether it is private) stays as it is."""

from dataclasses import dataclass, replace
from datetime import datetime

import tomlkit

from relkeeper.drafts import InteractionDraft
from relkeeper.errors import UsageError
from relkeeper.forms.toml import Answers, dumped, lines
from relkeeper.reports.interactions import InteractionRow
from relkeeper.rules import channels, dates, durations, notes

_HELP = """\
# Change what you like, save, and close the editor. Close without saving to change nothing.
# `when` is a day or a moment; `direction` is "in", "out" or ""; `with` lists names or ids ("#12").
"""
_HELP_OF_NOTE = """\
# Change what you like, save, and close the editor. Close without saving to change nothing.
# `when` is a day or a moment; `with` lists whom it is about, by names or ids ("#12"); `kind` is what it is about, and
# `direction` of a gift or a debt is "in", "out" (from you) or "".
"""
_KEYS = ("summary", "when", "with", "channel", "kind", "direction", "duration", "place", "outcome", "body")


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What the form says; `people` are WHO, not yet looked up."""

    draft: InteractionDraft
    people: tuple[str, ...]

    def onto(self, standing: InteractionDraft) -> InteractionDraft:
        """The standing interaction with everything that the form holds taken from it.

        Raises UsageError where a note would become something that happened, or the reverse.
        """
        if bool(self.draft.kind) != bool(standing.kind):
            what = "a note has one, for example gift" if standing.kind else "only notes have one"
            raise UsageError(f"kind: {what}")
        return replace(self.draft, source=standing.source, private=standing.private)


def write(row: InteractionRow) -> str:
    """The form of an interaction."""
    form = tomlkit.document()
    form["summary"] = row.summary
    form["when"] = row.at if row.precision == "minute" else row.at[:10]
    people = tomlkit.array()
    people.extend(f"#{person.id} {person.name}" for person in row.participants)
    form["with"] = people
    if row.kind:
        form["kind"] = row.kind
    else:
        form["channel"] = row.channel
    form["direction"] = row.direction
    form["duration"] = durations.describe(row.duration_minutes) if row.duration_minutes else ""
    form["place"] = row.place
    form["outcome"] = row.outcome
    form["body"] = lines(row.body)
    return (_HELP_OF_NOTE if row.kind else _HELP) + dumped(form)


def read(text: str, now: datetime) -> EntryForm:
    """What an edited form says, dates understood from `now`. Raises UsageError that names the key or the line."""
    answers = Answers(text, _KEYS)
    people = answers.texts("with")
    if not people:
        raise UsageError("with: somebody must have taken part")
    direction = answers.text("direction")
    if direction not in ("", "in", "out"):
        raise UsageError(f'direction: "in", "out" or "" is expected, not \'{direction}\'')
    duration, kind = answers.text("duration"), answers.text("kind")
    draft = InteractionDraft(
        moment=dates.parse(answers.text("when"), now),
        summary=answers.text("summary"),
        channel=notes.CHANNEL if kind else channels.word(answers.text("channel") or channels.UNSAID),
        direction=direction,
        body=answers.text("body"),
        outcome=answers.text("outcome"),
        place=answers.text("place"),
        duration_minutes=durations.parse(duration) if duration else None,
        kind=kind,
    )
    # "#12 Ada Example" is written for the reader; the number alone says who is meant.
    return EntryForm(draft, tuple(who.split()[0] if who.startswith("#") else who for who in people))
