"""What can be said of a contact: the options that add and edit share."""

from collections.abc import Sequence
from typing import Annotated

from typer import Option

from relkeeper.cli import complete
from relkeeper.cli.options import OwnField, filled, own_field, tag_word, typed
from relkeeper.drafts import PointDraft
from relkeeper.rules import points

Name = Annotated[str | None, Option("--name", parser=filled, metavar="TEXT", help="The name to show.")]
Given = Annotated[str | None, Option("--given", parser=typed, metavar="TEXT", help="Given name.")]
Family = Annotated[str | None, Option("--family", parser=typed, metavar="TEXT", help="Family name.")]
Org = Annotated[str | None, Option("--org", parser=typed, metavar="TEXT", help="Organisation.")]
Title = Annotated[str | None, Option("--title", parser=typed, metavar="TEXT", help="Title or role there.")]
Pronouns = Annotated[str | None, Option("--pronouns", parser=typed, metavar="TEXT", help="For example she/her.")]
Met = Annotated[str | None, Option("--met", parser=typed, metavar="TEXT", help="How you met.")]
IntroducedBy = Annotated[
    str | None,
    Option("--introduced-by", parser=filled, autocompletion=complete.names, metavar="WHO", help="Who introduced you."),
]
Notes = Annotated[str | None, Option("--notes", parser=typed, metavar="TEXT", help="Notes.")]
Aliases = Annotated[
    list[str] | None, Option("--alias", "-a", parser=filled, metavar="NAME", help="Another name; repeatable.")
]
Phones = Annotated[
    list[str] | None,
    Option(
        "--phone", "-p", parser=filled, metavar="[LABEL:]NUMBER", help="For example 'work:+49 30 1234'; repeatable."
    ),
]
Emails = Annotated[
    list[str] | None,
    Option("--email", "-e", parser=filled, metavar="[LABEL:]ADDRESS", help="E-mail address; repeatable."),
]
Handles = Annotated[
    list[str] | None,
    Option("--handle", parser=filled, metavar="SERVICE:NAME", help="For example qq:12345 or wechat:ada; repeatable."),
]
Urls = Annotated[
    list[str] | None, Option("--url", parser=filled, metavar="[LABEL:]URL", help="Web address; repeatable.")
]
Addresses = Annotated[
    list[str] | None, Option("--address", parser=filled, metavar="[LABEL:]TEXT", help="Postal address; repeatable.")
]
Tags = Annotated[
    list[str] | None,
    Option(
        "--tag", "-t", parser=tag_word, autocompletion=complete.tags, metavar="TAG", help="Tag to wear; repeatable."
    ),
]
Fields = Annotated[
    list[OwnField] | None,
    Option("--field", parser=own_field, metavar="NAME=VALUE", help="A field of your own; repeatable."),
]


def point_drafts(
    phone: Sequence[str], email: Sequence[str], handle: Sequence[str], url: Sequence[str], address: Sequence[str]
) -> tuple[PointDraft, ...]:
    """The contact points that were typed. Raises UsageError for an e-mail or a handle that cannot be one."""
    labelled = [
        PointDraft(kind, value, label)
        for kind, texts in (("phone", phone), ("email", email), ("url", url), ("address", address))
        for label, value in map(points.labelled, texts)
    ]
    for point in labelled:
        if point.kind == "email":
            points.check_email(point.value)
    return (*labelled, *(PointDraft(service, name) for service, name in map(points.handle, handle)))
