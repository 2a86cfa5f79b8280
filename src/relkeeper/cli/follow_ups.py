"""Promises with a date: add, list, done, snooze, edit, delete."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, NamedTuple

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import ask, complete, output
from relkeeper.cli.options import NONE_WORDS, FollowUpId, Json, Private, Reveal, Whom, Within, Yes, follow_up, person
from relkeeper.cli.when import future_day
from relkeeper.drafts import FollowUpDraft
from relkeeper.errors import UsageError
from relkeeper.render.views import follow_ups as view
from relkeeper.rules import repeats, who
from relkeeper.rules.repeats import Repeat
from relkeeper.rules.texts import entered

app = typer.Typer(
    help="Promises with a date: add, list, done, snooze.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


class Repeating(NamedTuple):
    """What `--every` says; None for `none`."""

    every: Repeat | None


def _repeating(words: str) -> Repeating:
    none = words.strip().casefold() in NONE_WORDS
    return Repeating(None if none else repeats.parse(entered.text(words)))


def _new_text(words: str) -> str:
    if not entered.text(words):
        raise UsageError("--text is empty: what is to be done? To take the follow-up away: relkeeper follow-up delete")
    return entered.filled(words)


Every = Annotated[
    Repeating | None,
    Option("--every", parser=_repeating, metavar="CADENCE", help="It returns: 1m, 2w, yearly, 每两周; or none."),
]


@app.command()
def add(
    ctx: typer.Context,
    whom: Whom,
    text: Annotated[str, Argument(metavar="TEXT", parser=entered.filled, help="What is to be done.")],
    due: Annotated[
        date, Option("--due", parser=future_day, metavar="WHEN", help="tomorrow, friday, 'in 2 weeks', 下周五, ...")
    ],
    every: Every = None,
    private: Private = False,
    json: Json = False,
) -> None:
    """Add a follow-up: what is to be done by a day.

    One that returns is counted by the calendar: every month from the 31st on is the last day of a shorter month, and
    the 31st again after it.

    \b
    Examples:
      relkeeper follow-up add ada "send the deck" --due friday
      relkeeper follow-up add 张三 "问候" --due 下周五 --every 1m
    """
    book: Book = ctx.obj
    draft = FollowUpDraft(text, due, every.every if every else None, private)
    found = book.find(whom)
    with book.writing("follow-up add") as write:
        number = write.follow_ups.add(found.id, draft)
    _tell(book, number, json)
    if found.archived and not json:
        output.line(view.silent(found.id, found.name))


@app.command("list")
def list_(
    ctx: typer.Context,
    whom: Annotated[
        who.Who | None,
        Argument(metavar="[WHO]", parser=person, autocompletion=complete.names, help="Of whom, archived or not."),
    ] = None,
    overdue: Annotated[bool, Option("--overdue", help="What was due before today.")] = False,
    within: Within = None,
    done: Annotated[bool, Option("--done", help="Also what is done.")] = False,
    reveal: Reveal = False,
    json: Json = False,
) -> None:
    """List follow-ups, the earliest first.

    \b
    Examples:
      relkeeper follow-up list --within 7d
      relkeeper follow-up list ada --overdue
    """
    book: Book = ctx.obj
    found = book.find(whom) if whom else None
    days = -1 if overdue else within
    until = None if days is None else book.now.date() + timedelta(days)
    rows = book.reports.follow_ups(found and found.id, until=until, done=done, reveal=reveal)
    output.show(book, "follow_ups", rows, json, empty=_nothing(found.name if found else "", days))


def _nothing(name: str, days: int | None) -> str:
    """What to say where nothing is of `name`, or due in so many days: there may be more. Empty where all was asked."""
    with_whom = f" with {name}" if name else ""
    if days is not None:
        when = "is late" if days < 0 else "is due today" if days == 0 else f"is due within {days} days"
        whose = f" '{name}'" if name else ""
        return f"Nothing{with_whom} {when}; what is open: relkeeper follow-up list{whose}"
    return f"Nothing is to be followed up{with_whom}." if name else ""


@app.command()
def done(
    ctx: typer.Context,
    numbers: Annotated[
        list[int],
        Argument(metavar="ID...", parser=follow_up, help="The numbers of follow-ups, as follow-up list shows them."),
    ],
    for_good: Annotated[bool, Option("--for-good", help="One that returns does not any more.")] = False,
    json: Json = False,
) -> None:
    """Say that follow-ups are done.

    One that returns is due again on its next day after today. It may be done before its day, but not twice on one.

    \b
    Examples:
      relkeeper follow-up done 3
      relkeeper follow-up done 3 5 --for-good
    """
    book: Book = ctx.obj
    several = list(dict.fromkeys(numbers))
    _look_for(book, *several)
    with book.writing("follow-up done") as write:
        for number in several:
            write.follow_ups.done(number, for_good=for_good)
    _tell_done(book, several, json)


@app.command()
def snooze(
    ctx: typer.Context,
    number: FollowUpId,
    until: Annotated[
        date, Argument(metavar="WHEN", parser=future_day, help="A later day: tomorrow, friday, 'in 2 weeks', 下周五.")
    ],
    json: Json = False,
) -> None:
    """Put a follow-up off to a later day.

    Of one that returns only this time moves.

    \b
    Example:
      relkeeper follow-up snooze 3 monday
    """
    book: Book = ctx.obj
    _look_for(book, number)
    with book.writing("follow-up snooze") as write:
        write.follow_ups.snooze(number, until)
    _tell(book, number, json)


@app.command()
def edit(
    ctx: typer.Context,
    number: FollowUpId,
    text: Annotated[str | None, Option("--text", parser=_new_text, metavar="TEXT", help="What is to be done.")] = None,
    due: Annotated[
        date | None, Option("--due", parser=future_day, metavar="WHEN", help="When; one that returns begins there.")
    ] = None,
    every: Every = None,
    private: Annotated[
        bool | None, Option("--private/--not-private", help="Whether the text is shown only with --reveal.")
    ] = None,
    json: Json = False,
) -> None:
    """Change a follow-up.

    \b
    Examples:
      relkeeper follow-up edit 3 --text "send the deck and the price" --due friday
      relkeeper follow-up edit 3 --every none
    """
    book: Book = ctx.obj
    if (text, due, every, private) == (None, None, None, None):
        raise UsageError("nothing was said to change; say it with --text, --due, --every, --private or --not-private")
    _look_for(book, number)
    with book.writing("follow-up edit") as write:
        draft = write.follow_ups.get(number)
        draft = replace(draft, text=text or draft.text, private=draft.private if private is None else private)
        rule = every.every if every else draft.every
        if due or rule != draft.every:
            # Another day or rule is counted from the day that is said; the same rule keeps its days after a snooze.
            draft = replace(draft, due_on=due or draft.due_on, every=rule, begins_on=None)
        write.follow_ups.change(number, draft)
    _tell(book, number, json)


@app.command()
def delete(ctx: typer.Context, number: FollowUpId, yes: Yes = False, json: Json = False) -> None:
    """Delete a follow-up.

    \b
    Example:
      relkeeper follow-up delete 3 --yes
    """
    book: Book = ctx.obj
    row = book.reports.follow_up(number)
    if not yes:
        ask.confirm(
            f"Delete #{number} {row.text}?", f"follow-up #{number} is deleted only with --yes; nothing was changed"
        )
    with book.writing("follow-up delete") as write:
        write.follow_ups.delete(number)
    if json:
        output.show(book, "follow_ups", row, as_json=True)
    else:
        output.line(f"Deleted #{number}: {row.text}")


def _look_for(book: Book, *numbers: int) -> None:
    """Raises NotFoundError before a file is made, where there is no book or no such follow-up."""
    for number in numbers:
        book.reports.follow_up(number)


def _tell(book: Book, number: int, json: bool) -> None:
    row = book.reports.follow_up(number)
    if json:
        output.show(book, "follow_ups", row, as_json=True)
    else:
        output.line(view.told(row, book.now.date()))


def _tell_done(book: Book, numbers: Sequence[int], json: bool) -> None:
    rows = [book.reports.follow_up(number) for number in numbers]
    if json:
        output.show(book, "follow_ups", rows if len(rows) > 1 else rows[0], as_json=True)
        return
    for row in rows:
        output.line(view.done(row, book.now.date()))
