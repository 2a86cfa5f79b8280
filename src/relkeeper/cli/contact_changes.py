"""Contacts: add and edit."""

from typing import Annotated

import typer
from typer import Argument, Option

from relkeeper.book import Book, Writer
from relkeeper.cli import ask, complete, editor, output
from relkeeper.cli.contact_options import (
    Addresses,
    Aliases,
    Emails,
    Family,
    Fields,
    Given,
    Handles,
    IntroducedBy,
    Met,
    Name,
    Notes,
    Org,
    Phones,
    Pronouns,
    Tags,
    Title,
    Urls,
    point_drafts,
)
from relkeeper.cli.options import Every, Json, Whom, Yes, filled, person
from relkeeper.drafts import ContactDraft
from relkeeper.errors import NamesakeError
from relkeeper.render.echo import next_due
from relkeeper.rules import names, who
from relkeeper.rules.revising import ContactChanges, revised


def add(
    ctx: typer.Context,
    name: Annotated[str, Argument(metavar="NAME", parser=filled, help="The name to show.")],
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
    field: Fields = None,
    pronouns: Pronouns = None,
    met: Met = None,
    introduced_by: IntroducedBy = None,
    notes: Notes = None,
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
    changes = ContactChanges(
        given_name=given,
        family_name=family,
        aliases=alias or (),
        organization=org,
        title=title,
        points=point_drafts(phone or (), email or (), handle or (), url or (), address or ()),
        tags=tag or (),
        fields=field or (),
        pronouns=pronouns,
        how_we_met=met,
        notes=notes,
    )
    book: Book = ctx.obj
    draft = revised(_named(name), changes)
    try:
        contact_id = _add(book, draft, introduced_by, every or None, yes)
    except NamesakeError as known:
        ask.confirm(f"{known}. Add another one?", f"{known}; add --yes to keep both, or see: relkeeper edit --help")
        contact_id = _add(book, draft, introduced_by, every or None, namesake_ok=True)
    _tell(book, contact_id, "Added", json)


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
    field: Fields = None,
    pronouns: Pronouns = None,
    met: Met = None,
    introduced_by: IntroducedBy = None,
    notes: Notes = None,
    every: Every = None,
    remove_alias: Annotated[list[str] | None, Option(parser=filled, metavar="NAME", help="Take an alias away.")] = None,
    remove_point: Annotated[
        list[str] | None,
        Option(parser=filled, metavar="VALUE", help="Take a phone, e-mail, handle, URL or address away."),
    ] = None,
    remove_tag: Annotated[
        list[str] | None, Option(parser=filled, autocompletion=complete.tags, metavar="TAG", help="Take a tag off.")
    ] = None,
    remove_field: Annotated[list[str] | None, Option(parser=filled, metavar="NAME", help="Take a field away.")] = None,
    json: Json = False,
) -> None:
    """Change a contact, by options or in your editor.

    An empty text empties a field. Without options the contact opens in $VISUAL or $EDITOR.

    \b
    Examples:
      relkeeper edit ada --email home:ada@example.org --tag family --every 2w
      relkeeper edit ada --org "" --remove-tag work
      relkeeper edit 张三
    """
    book: Book = ctx.obj
    changes = ContactChanges(
        name=name,
        given_name=given,
        family_name=family,
        aliases=alias or (),
        organization=org,
        title=title,
        points=point_drafts(phone or (), email or (), handle or (), url or (), address or ()),
        tags=tag or (),
        fields=field or (),
        pronouns=pronouns,
        how_we_met=met,
        notes=notes,
        remove_aliases=remove_alias or (),
        remove_points=remove_point or (),
        remove_tags=remove_tag or (),
        remove_fields=remove_field or (),
    )
    if changes == ContactChanges() and introduced_by is None and every is None:
        contact_id = _edit_form(book, whom)
    else:
        contact_id = _change(book, whom, changes, introduced_by, every)
    _tell(book, contact_id, "Changed", json)


def _named(name: str) -> ContactDraft:
    """A new contact of that name, with given and family name where the spelling shows them."""
    given, family = names.split(name) or ("", "")
    return ContactDraft(name=name, given_name=given, family_name=family)


def _add(book: Book, draft: ContactDraft, introduced_by: str | None, cadence: int | None, namesake_ok: bool) -> int:
    with book.writing() as write:
        return write.contacts.add(_introduced(write, draft, introduced_by), cadence, namesake_ok)


def _change(book: Book, whom: who.Who, changes: ContactChanges, introduced_by: str | None, every: int | None) -> int:
    with book.writing() as write:
        contact_id = write.find(whom).id
        write.contacts.revise(contact_id, lambda draft: _introduced(write, revised(draft, changes), introduced_by))
        if every is not None:
            write.contacts.set_cadence(contact_id, every or None)
        return contact_id


def _introduced(write: Writer, draft: ContactDraft, introduced_by: str | None) -> ContactDraft:
    return draft if introduced_by is None else write.contacts.introduced(draft, introduced_by, person(introduced_by))


def _edit_form(book: Book, whom: who.Who) -> int:
    contact = book.reports.contact(whom, limit=0)
    form = book.forms.write_contact(contact)

    def accept(text: str) -> None:
        changed = book.forms.read_contact(text)
        with book.writing() as write:
            write.contacts.revise(contact.id, changed.onto)
            write.contacts.set_cadence(contact.id, changed.cadence_days)

    editor.revise(form, accept, f"contact-{contact.id}")
    return contact.id


def _tell(book: Book, contact_id: int, done: str, json: bool) -> None:
    contact = book.reports.contact(contact_id, None if json else 0)
    if json:
        output.show(book, "contact", contact, as_json=True)
    else:
        output.line(f"{done} #{contact.id}: {contact.name}.{next_due([contact], book.now.date())}")
