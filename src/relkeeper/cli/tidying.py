"""Cleaning up, by proposals: contact tidy."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import ask, complete, output
from relkeeper.cli.options import Json, Yes, person
from relkeeper.errors import UsageError
from relkeeper.rules import tidying, who

if TYPE_CHECKING:
    from relkeeper.reports.tidying import Untidy
    from relkeeper.rules.tidying import Proposal

_ANSWERS = {
    **dict.fromkeys(("y", "yes", "是"), "y"),
    **dict.fromkeys(("", "n", "no", "否"), "n"),
    **dict.fromkeys(("a", "all"), "a"),
    **dict.fromkeys(("q", "quit"), "q"),
}
_KEYS = "y: yes, n or Enter: no, a: yes to this and all that follow, q: no to this and all that follow"


def tidy(
    ctx: typer.Context,
    whom: Annotated[
        list[who.Who] | None,
        Argument(
            metavar="[WHO]...", parser=person, autocompletion=complete.names, help="Whom to look at; else everybody."
        ),
    ] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Only show the proposals.")] = False,
    each: Annotated[bool, Option("--each", help="Ask about each proposal.")] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Propose cleaner names, phones, e-mails and time zones, with reasons, and make them so on a yes.

    Names in capitals, blanks, given and family name swapped where that can be proved, phones in international form
    (see the setting phone_region), e-mails, points of a wrong kind, what stands there twice, and the time zone of a
    phone where it is not your own. Nothing is lost, and undo takes all of it back. Without a terminal nothing is
    changed unless --yes is said.

    \b
    Examples:
      relkeeper contact tidy --dry-run
      relkeeper contact tidy ada 张三 --each
      relkeeper contact tidy --yes
    """
    if each and (yes or dry_run or json):
        raise UsageError("--each asks, and goes with none of --yes, --dry-run and --json")
    book: Book = ctx.obj
    numbers = [book.find(one).id for one in whom] if whom else None
    found = book.reports.untidy(numbers)
    asking = not (yes or dry_run or json) and ask.somebody()
    agreed: Sequence[Untidy] = found if yes and not dry_run else ()
    if not (each and asking) and not agreed:
        output.show(book, "tidying", book.reports.tidy_rows(found), json)
    if asking and found:
        agreed = _each(found) if each else _all(found)
    if agreed:
        _apply(book, agreed)
    if agreed and json:
        output.show(book, "tidying", book.reports.tidy_rows(agreed, applied=True), as_json=True)
    elif agreed:
        output.line(f"Made {_count(agreed)}. To take that back: relkeeper undo")
    elif found:
        _say_unchanged(dry_run)
    _say_without_country(book, numbers)


def _say_unchanged(dry_run: bool) -> None:
    """A script hears it too, unless it asked for nothing else."""
    words = "Nothing was changed. To make it so: relkeeper contact tidy --yes"
    if dry_run or ask.somebody():
        output.hint(words)
    else:
        output.complain(f"{words[0].lower()}{words[1:]}")


def _say_without_country(book: Book, numbers: Sequence[int] | None) -> None:
    """Phones of which only the user can say the country; where they look Chinese, how that is said."""
    if book.config.phone_region or not (phones := book.reports.phones_without_country(numbers)):
        return
    count = "a phone has" if len(phones) == 1 else f"{len(phones)} phones have"
    region = tidying.likely_region(phones)
    example = region or "COUNTRY (two letters: DE, GB, US)"
    output.complain(f"{count} no country code: relkeeper config set phone_region {example}")


def _all(found: "Sequence[Untidy]") -> "Sequence[Untidy]":
    return found if ask.agree(f"Make {_count(found)}?") else ()


def _each(found: "Sequence[Untidy]") -> "Sequence[Untidy]":
    """What is agreed to, asked one by one, until the answer is for all that follow."""
    ask.tell(_KEYS)
    answer = ""
    agreed = []
    for untidy in found:
        wanted = []
        for proposal in untidy.proposals:
            if answer not in ("a", "q"):
                answer = _answer(_question(untidy, proposal))
            if answer in ("y", "a"):
                wanted.append(proposal)
        if wanted:
            agreed.append(untidy._replace(proposals=tuple(wanted)))
    return agreed


def _question(untidy: "Untidy", proposal: "Proposal") -> str:
    return (
        f"{untidy.contact.name} (#{untidy.contact.id}), {proposal.field}: "
        f"'{proposal.before}' {_becomes(proposal.after)} ({proposal.reason})?"
    )


def _answer(question: str) -> str:
    """One of y, n, a and q; anything else is asked again."""
    while (answer := _ANSWERS.get(ask.line(f"{question} [y/N/a/q] ").casefold(), "")) == "":
        ask.tell(_KEYS)
    return answer


def _becomes(after: str) -> str:
    return f"becomes '{after}'" if after else "goes"


def _apply(book: Book, agreed: "Sequence[Untidy]") -> None:
    with book.writing("contact tidy") as write:
        for untidy in agreed:
            write.contacts.revise(untidy.contact.id, partial(tidying.applied, agreed=untidy.proposals))


def _count(found: "Sequence[Untidy]") -> str:
    """`3 changes to 2 contacts`."""
    changes = sum(len(untidy.proposals) for untidy in found)
    people = "a contact" if len(found) == 1 else f"{len(found)} contacts"
    return f"{'one change' if changes == 1 else f'{changes} changes'} to {people}"
