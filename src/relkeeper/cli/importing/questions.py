"""What an import asks a person: whose conversation it is, which of two is the user, in which order a date stands."""

import shlex
from typing import TYPE_CHECKING

from relkeeper.book import Book
from relkeeper.cli import ask, output
from relkeeper.errors import RelkeeperError
from relkeeper.rules import who
from relkeeper.rules.plurals import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from relkeeper.drafts import PersonDraft
    from relkeeper.services.importing.gathering import Gathering
    from relkeeper.services.importing.ingest import Wishes
    from relkeeper.services.importing.surveying import Doubt, Question

# As of services/importing/peers.py, which imports what a question needs not.
_NEW, _SKIP = 0, -1
_ORDERS = {"1": "dmy", "2": "mdy", "3": "ymd", "dmy": "dmy", "mdy": "mdy", "ymd": "ymd"}


def date_order(why: str) -> str:
    """In which order day and month stand; empty where that was not said, or nobody is there to answer."""
    if not ask.somebody():
        return ""
    ask.tell(why)
    ask.tell("1 day/month/year, 2 month/day/year, 3 year/month/day, or nothing to leave the file out")
    while answer := ask.line("In which order? [1, 2, 3] "):
        if answer.casefold() in _ORDERS:
            return _ORDERS[answer.casefold()]
    return ""


def answered(book: Book, gathering: "Gathering", wishes: "Wishes") -> "Wishes":
    """The wishes with the answers to all that is open; as they are where nobody is there to answer."""
    if not ask.somebody():
        return wishes
    wishes = wishes._replace(cards=_cards(book.imports.doubts(gathering)))
    for question in book.imports.questions(gathering, wishes):
        if question.peer is None and not any(map(wishes.me.is_me, question.senders)):
            called = _which(question)
            if called:
                wishes = wishes._replace(me=wishes.me.also(called))
                output.hint(_once_and_for_all(book, called))
    if wishes.create:
        return wishes
    answers = dict(wishes.answers)
    for question in book.imports.questions(gathering, wishes):
        if question.peer is not None and question.key not in answers:
            answers[question.key] = _whom(book, question)
    return wishes._replace(answers=answers)


def _cards(doubts: "Sequence[Doubt]") -> dict[str, int]:
    """What is to become of cards that may be of somebody in the book, by digest."""
    answers: dict[str, int] = {}
    for number, doubt in enumerate(doubts):
        answer = _card(doubt, len(doubts) - number - 1)
        if answer is None:
            break
        answers[doubt.digest] = answer
    return answers


def _card(doubt: "Doubt", more: int) -> int | None:
    """The contact whose card it is, or what to do without one; None to have all that follow added, and reported."""
    reached = next((point.value for point in doubt.card.points), "")
    ask.tell(f"The card of {' '.join(filter(None, (doubt.card.name, doubt.card.organization, reached)))} may be of")
    for number, other in enumerate(doubt.likely, 1):
        ask.tell(f"{number:3}  #{other.id} {other.name} ({'; '.join(other.evidence)})")
    rest = f", a to add this and the {more} that follow" if more else ""
    ask.tell(f"Its number, n for somebody else{rest}, or nothing to leave the card out.")
    while answer := ask.line("Whose is it? ").casefold():
        chosen = _number(answer, len(doubt.likely))
        if chosen is not None:
            return doubt.likely[chosen].id
        if answer in {"n", "new", "新"}:
            return _NEW
        if answer == "a" and more:
            return None
    return _SKIP


def _once_and_for_all(book: Book, called: str) -> str:
    """How not to be asked again; what a file says is quoted, so that no shell acts on it."""
    setting = "me_handles" if any(char.isdigit() for char in called) or "@" in called else "me_names"
    if "," in called or "，" in called:
        return f"To be asked this no more, say what you are called: relkeeper config set {setting} NAME"
    before = book.config.me_handles if setting == "me_handles" else book.config.me_names
    return f"To be asked this no more: relkeeper config set {setting} {shlex.quote(','.join((*before, called)))}"


def _which(question: "Question") -> str:
    """What the one of those who speak is called who is the user; empty where that was not said."""
    ask.tell(f"{_about(question)}: which of them are you?")
    for number, sender in enumerate(question.senders, 1):
        ask.tell(f"{number:3}  {_called(sender)}")
    while answer := ask.line("You are? [number, or nothing to leave the chat out] "):
        chosen = _number(answer, len(question.senders))
        named = [sender for sender in question.senders if answer.casefold() in (sender.name.casefold(), sender.handle)]
        if chosen is not None or len(named) == 1:
            sender = named[0] if chosen is None else question.senders[chosen]
            return sender.handle or sender.name
    return ""


def _whom(book: Book, question: "Question") -> int:
    """The number of the contact that a conversation is with, or what to do without one."""
    assert question.peer is not None
    called = _called(question.peer)
    perhaps = "may be" if question.several else "is not in the book" + ("; perhaps" if question.near else "")
    ask.tell(f"{_about(question)}: {called} {perhaps}{':' if question.near else '.'}")
    for number, (contact_id, name) in enumerate(question.near, 1):
        ask.tell(f"{number:3}  #{contact_id} {name}")
    ask.tell("Its number or a name of a contact, n for a new contact, or nothing to leave the chat out.")
    while answer := ask.line("Who is it? "):
        chosen = _number(answer, len(question.near))
        if chosen is not None:
            return question.near[chosen][0]
        if answer.casefold() in {"n", "new", "新"}:
            return _NEW
        try:
            return book.find(who.parse(answer)).id
        except RelkeeperError as error:
            output.complain(str(error))
    return _SKIP


def _number(answer: str, most: int) -> int | None:
    """The place in a list that was counted from 1."""
    is_one = answer.isascii() and answer.isdigit() and 1 <= int(answer) <= most
    return int(answer) - 1 if is_one else None


def _about(question: "Question") -> str:
    talk = question.conversation
    return f"{talk.name()} ({counted(talk.messages, 'message')}, {talk.span()})"


def _called(person: "PersonDraft") -> str:
    return f"{person.name} ({person.handle})" if person.name and person.handle else person.name or person.handle
