"""Contacts: add and edit. What both can say is read from `ctx.params`, see `contact_options.changes`."""

from dataclasses import replace
from typing import Annotated

import typer
from typer import Argument

from relkeeper.book import Book
from relkeeper.cli import ask, editor, output
from relkeeper.cli.contact_options import (
    Addresses,
    Aliases,
    Birthday,
    Emails,
    Family,
    Fields,
    Given,
    Handles,
    IntroducedBy,
    Knows,
    Met,
    Name,
    Notes,
    Org,
    Phones,
    Pronouns,
    RemoveAliases,
    RemoveFields,
    RemovePoints,
    RemoveTags,
    Tags,
    Timezone,
    Title,
    Urls,
    changes,
)
from relkeeper.cli.options import Every, Json, Private, Reveal, Whom, Yes, person
from relkeeper.drafts import ContactDraft, RelationDraft
from relkeeper.errors import NamesakeError, NotFoundError, RelkeeperError, UsageError
from relkeeper.render.echo import next_due
from relkeeper.render.views.contact import understood
from relkeeper.rules import names
from relkeeper.rules.revising import INTRODUCED_BY, ContactChanges, revised
from relkeeper.rules.texts import entered


def add(
    ctx: typer.Context,
    name: Annotated[str, Argument(metavar="NAME", parser=entered.filled, help="The name to show.")],
    given: Given = None,
    family: Family = None,
    alias: Aliases = None,
    org: Org = None,
    title: Title = None,
    phone: Phones = None,
    email: Emails = None,
    handle: Handles = None,
    url: Urls = None,
    address: Addresses = None,
    tag: Tags = None,
    knows: Knows = None,
    field: Fields = None,
    pronouns: Pronouns = None,
    met: Met = None,
    introduced_by: IntroducedBy = None,
    birthday: Birthday = None,
    timezone: Timezone = None,
    notes: Notes = None,
    private: Private = False,
    every: Every = None,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Add a contact.

    \b
    Examples:
      relkeeper add "Ada Example" --email ada@example.org --tag friends --every 2w
      relkeeper add 张三 --phone "手机:138 0000 0000" --handle wechat:zhangsan --met 同学会
    """
    book: Book = ctx.obj
    said = replace(changes(ctx.params), introduced_by=_introducer(book, introduced_by))
    draft = revised(_named(name), said)
    try:
        contact_id = _add(book, draft, every or None, yes)
    except NamesakeError as known:
        ask.confirm(f"{known}. Add another one?", f"{known}; add --yes to keep both, or see: relkeeper edit --help")
        contact_id = _add(book, draft, every or None, namesake_ok=True)
    _tell(book, contact_id, "Added", json, said=said)
    if phone:
        _hint_at_zone(book, contact_id)


def edit(
    ctx: typer.Context,
    whom: Whom,
    name: Name = None,
    given: Given = None,
    family: Family = None,
    alias: Aliases = None,
    org: Org = None,
    title: Title = None,
    phone: Phones = None,
    email: Emails = None,
    handle: Handles = None,
    url: Urls = None,
    address: Addresses = None,
    tag: Tags = None,
    knows: Knows = None,
    field: Fields = None,
    pronouns: Pronouns = None,
    met: Met = None,
    introduced_by: IntroducedBy = None,
    birthday: Birthday = None,
    timezone: Timezone = None,
    notes: Notes = None,
    private: Private = False,
    every: Every = None,
    remove_alias: RemoveAliases = None,
    remove_point: RemovePoints = None,
    remove_tag: RemoveTags = None,
    remove_field: RemoveFields = None,
    reveal: Reveal = False,
    json: Json = False,
) -> None:
    """Change a contact, by options or in your editor.

    An empty text empties a field. Without options the contact opens in $VISUAL or $EDITOR.

    \b
    Examples:
      relkeeper edit ada --email home:ada@example.org --tag family --every 2w
      relkeeper edit ada --org "" --remove-tag work
      relkeeper edit ada --private --notes "between jobs, does not want it known"
      relkeeper edit 张三
    """
    book: Book = ctx.obj
    found = book.find(whom)
    said = replace(changes(ctx.params), name=name, introduced_by=_introducer(book, introduced_by, found.id))
    if said == ContactChanges() and every is None:
        _edit_form(book, found.id, reveal)
    else:
        with book.writing("edit") as write:
            write.contacts.revise(found.id, lambda draft: revised(draft, said))
            if every is not None:
                write.contacts.set_cadence(found.id, every or None)
    _tell(book, found.id, "Changed", json, reveal, said)
    if phone:
        _hint_at_zone(book, found.id)


def _named(name: str) -> ContactDraft:
    """A new contact of that name, with given and family name where the spelling shows them."""
    given, family = names.split(name) or ("", "")
    return ContactDraft(name=name, given_name=given, family_name=family)


def _add(book: Book, draft: ContactDraft, cadence: int | None, namesake_ok: bool) -> int:
    with book.writing("add") as write:
        return write.contacts.add(draft, cadence, namesake_ok)


def _introducer(book: Book, text: str | None, contact_id: int | None = None) -> RelationDraft | None:
    """Who introduced us: a contact of the book if there is one, else the name as typed; an empty name takes it away."""
    if not text:
        return None if text is None else RelationDraft(INTRODUCED_BY, "")
    try:
        found = book.find(person(text))
    except NotFoundError:
        output.hint(f"'{text}' is not in the book, and kept as a name")
        return RelationDraft(INTRODUCED_BY, text)
    if found.id == contact_id:
        raise UsageError(f"{found.name} cannot have introduced you to {found.name}")
    return RelationDraft(INTRODUCED_BY, found.name, found.id)


def _edit_form(book: Book, contact_id: int, reveal: bool) -> None:
    def standing() -> str:
        return book.forms.write_contact(book.reports.contact(contact_id, limit=0, reveal=reveal))

    opened = standing()

    def accept(text: str) -> None:
        form = book.forms.read_contact(text, reveal)
        with book.writing("edit") as write:
            if standing() != opened:
                raise RelkeeperError(f"contact #{contact_id} was changed meanwhile")
            write.contacts.revise(contact_id, form.onto)
            write.contacts.set_cadence(contact_id, form.cadence_days)

    editor.revise(opened, accept, f"contact-{contact_id}.toml")


def _tell(
    book: Book, contact_id: int, done: str, json: bool, reveal: bool = False, said: ContactChanges | None = None
) -> None:
    contact = book.reports.contact(contact_id, None if json else 0, reveal=reveal)
    if json:
        output.show(book, "contact", contact, as_json=True)
    else:
        today = book.now.date()
        told = understood(contact, said, today) if said else ""
        output.line(f"{done} #{contact.id}: {contact.name}.{told}{next_due([contact], today)}")


def _hint_at_zone(book: Book, contact_id: int) -> None:
    """Where the phone that was typed is in another time zone, how the book is told so; only a person hears it."""
    found = book.reports.untidy([contact_id]) if ask.somebody() else []
    for proposal in (proposal for untidy in found for proposal in untidy.proposals if proposal.field == "timezone"):
        zone = proposal.after
        output.hint(
            f"The phone is in {zone}. To be told the time there: relkeeper edit '#{contact_id}' --timezone {zone}"
        )
