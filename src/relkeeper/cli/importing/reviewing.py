"""Cards from pictures: shown to a person to be taken, mended or left out; taken unseen only with --yes.

Where nobody is there they are printed, and nothing comes into the book.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from relkeeper.book import Book
from relkeeper.cli import ask, editor, output
from relkeeper.drafts import ContactDraft, Problem
from relkeeper.errors import InputError, RelkeeperError, UsageError

if TYPE_CHECKING:
    from relkeeper.importers import Source
    from relkeeper.services.importing.reviewing import ReadCard

_TAKEN = {"", "y", "yes", "t", "是"}
_EDITED = {"e", "edit", "改"}
_LEFT_OUT = {"s", "skip", "n", "no", "否"}
_KEYS = "Enter or y takes the card as it stands, e opens it in your editor, s or n leaves it out"


class Reviewed(NamedTuple):
    """The cards that the user wants, and what could not be read."""

    accepted: list[tuple["Source", ContactDraft]]
    problems: list[Problem]


def reviewed(
    book: Book, pictures: Sequence["Source"], *, yes: bool, json: bool, dry_run: bool, alone: bool = True
) -> Reviewed:
    """What the user accepts of the cards on pictures; `alone` where nothing else is imported with them.

    A dry run takes all, after showing them. Raises InputError where none of the pictures can be read and there is
    nothing else, UsageError where the cards would be one document of JSON, and the report of the others a second one.
    """
    unasked = yes or dry_run or not ask.somebody()
    if json and unasked and not (yes or dry_run or alone):
        raise UsageError("--json of pictures beside other files takes --yes, or --dry-run")
    cards, problems = _read(book, pictures, alone)
    unseen = [] if yes and not dry_run else [book.imports.read_card(source, draft) for source, draft in cards]
    if unasked:
        _print(book, unseen, json and not dry_run and not yes, quiet=json)
        return Reviewed(cards if yes or dry_run else [], problems)
    asked = ((source, _asked(book, source, draft, json)) for source, draft in cards)
    return Reviewed([(source, draft) for source, draft in asked if draft is not None], problems)


def _read(
    book: Book, pictures: Sequence["Source"], alone: bool
) -> tuple[list[tuple["Source", ContactDraft]], list[Problem]]:
    """The cards, and a problem for each picture that gives none."""
    cards: list[tuple[Source, ContactDraft]] = []
    problems: list[Problem] = []
    for source in pictures:
        try:
            cards += [(source, draft) for draft in book.imports.cards(source)]
        except InputError as error:
            problems.append(Problem(source.name, "picture", str(error)))
    if alone and not cards:
        raise InputError("; ".join(problem.message for problem in problems))
    return cards, problems


def _print(book: Book, cards: Sequence["ReadCard"], as_json: bool, *, quiet: bool) -> None:
    if as_json:
        output.show(book, "read_card", list(cards), as_json=True)
        return
    for card in cards if not quiet else ():
        output.show(book, "read_card", card)


def _asked(book: Book, source: "Source", draft: ContactDraft, json: bool) -> ContactDraft | None:
    """The card as the user wants it; None where it is left out."""
    _show(book, book.imports.read_card(source, draft), json)
    while True:
        answer = ask.line("Take it? [Enter takes it, e edits it, s leaves it out] ").casefold()
        if answer in _TAKEN:
            return draft
        if answer in _LEFT_OUT:
            return None
        if answer in _EDITED:
            draft = _edited(book, draft)
            _show(book, book.imports.read_card(source, draft), json)
        else:
            ask.tell(_KEYS)


def _show(book: Book, card: "ReadCard", json: bool) -> None:
    """On stdout, unless a document of JSON is to stand there."""
    if not json:
        output.show(book, "read_card", card)
        return
    points = (f"{point.kind} {point.value}" for point in card.contact_points)
    ask.tell("; ".join(part for part in (card.file, card.name, card.title, card.organization, *points) if part))


def _edited(book: Book, draft: ContactDraft) -> ContactDraft:
    """The draft as the user makes it in an editor; as it was where nothing comes of that."""

    def accept(text: str) -> ContactDraft:
        form = book.forms.read_contact(text)
        return replace(form.onto(draft), cadence_days=form.cadence_days, files=draft.files)

    try:
        return editor.revise(book.forms.write_draft(draft), accept, "card.toml")
    except RelkeeperError as error:
        output.complain(str(error))
        return draft
