"""Who people are to each other: contact relate."""

from typing import Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book
from relkeeper.cli import complete, output
from relkeeper.cli.options import Json, Whom, person
from relkeeper.drafts import RelationDraft
from relkeeper.errors import NotFoundError, UsageError
from relkeeper.rules import relations, who
from relkeeper.rules.relations import kinds
from relkeeper.rules.texts import entered
from relkeeper.rules.who import Candidate


def _kinds(incomplete: str) -> list[str]:
    """Kinds for TAB, in words that need no quotes; what is typed stays as it is."""
    typed = len(incomplete)
    offered = kinds.beginning(incomplete) if incomplete.isprintable() else []
    return [incomplete + word[typed:] if word.startswith(incomplete.lower()) else word for word in offered]


Kind = Annotated[
    str,
    Argument(
        metavar="KIND",
        parser=kinds.entered_kind,
        autocompletion=_kinds,
        help="spouse, child, manager, introduced by, 同事, ...",
    ),
]
Other = Annotated[
    who.Who | None,
    Argument(
        metavar="[WHO]", parser=person, autocompletion=complete.names, help="Who is the contact's spouse, child, ..."
    ),
]
Named = Annotated[
    str | None,
    Option("--name", parser=entered.filled, metavar="TEXT", help="Somebody who is not in the book, as a name."),
]
Inverse = Annotated[
    str | None, Option("--inverse", parser=kinds.entered_kind, metavar="KIND", help="The other way round.")
]


def relate(
    ctx: typer.Context,
    whom: Whom,
    kind: Kind,
    other: Other = None,
    name: Named = None,
    inverse: Inverse = None,
    remove: Annotated[bool, Option("--remove", help="Take the relation away, from either side.")] = False,
    json: Json = False,
) -> None:
    """Say who is a contact's spouse, child, manager, ...; the inverse is kept by itself.

    `relate ada child tom`: Tom is a child of Ada, and Ada a parent of Tom. A kind of your own is "KIND of" the other
    way round, unless --inverse names it.

    \b
    Examples:
      relkeeper contact relate ada spouse bob
      relkeeper contact relate ada child tom --remove
      relkeeper contact relate ada "chess partner" grace --inverse "chess partner"
      relkeeper contact relate ada daughter --name "Eve Example"
    """
    book: Book = ctx.obj
    _check_one_of(other, name)
    found = book.find(whom)
    to = _other(book, other) if other else None
    named, other_id = (to.name, to.id) if to else (str(name), None)
    said = RelationDraft(kind, named, other_id, inverse=inverse or "")
    with book.writing("contact relate") as write:
        if remove:
            write.relations.part(found.id, said)
        else:
            write.relations.relate(found.id, said)
    if json:
        output.show(book, "contact", book.reports.contact(found.id), as_json=True)
    else:
        output.line(_told(found.name, relations.worded(said), remove))


def _check_one_of(other: who.Who | None, name: str | None) -> None:
    if other is not None and name is not None:
        raise UsageError("say who it is, by WHO or with --name: one of the two, not both")
    if other is None and name is None:
        raise UsageError("say who it is, by WHO or, for somebody who is not in the book, with --name")


def _other(book: Book, whom: who.Who) -> Candidate:
    try:
        return book.find(whom)
    except NotFoundError as nobody:
        raise NotFoundError(f"{nobody} (to keep just the name: --name '{whom.text}')") from None


def _told(name: str, relation: RelationDraft, removed: bool) -> str:
    """`Tom Example is a child of Ada Example (and Ada Example is a parent of Tom Example).`"""
    sentence = kinds.sentence(relation.kind, relation.name, name)
    if removed:
        return f"No longer kept: {sentence}."
    if relation.contact_id is None:
        return f"{sentence} (kept as a name)."
    from_there = relations.from_there(relation)
    if from_there == f"{relation.kind} of":
        return f"{sentence}."
    return f"{sentence} (and {kinds.sentence(from_there, name, relation.name)})."
