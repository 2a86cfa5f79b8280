"""What can be said of a contact: the options that add and edit share."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from typer import Option

from relkeeper.cli import complete, when
from relkeeper.cli.knowing import Topics, named
from relkeeper.cli.options import OwnField, own_field
from relkeeper.drafts import OccasionDraft, PointDraft
from relkeeper.errors import UsageError
from relkeeper.rules import points, time_zones
from relkeeper.rules.occasions import OccasionDate
from relkeeper.rules.occasions.kinds import BIRTHDAY
from relkeeper.rules.revising import ContactChanges
from relkeeper.rules.texts import entered

Name = Annotated[str | None, Option("--name", parser=entered.filled, metavar="TEXT", help="The name to show.")]
Given = Annotated[str | None, Option("--given", parser=entered.text, metavar="TEXT", help="Given name.")]
Family = Annotated[str | None, Option("--family", parser=entered.text, metavar="TEXT", help="Family name.")]
Org = Annotated[str | None, Option("--org", parser=entered.text, metavar="TEXT", help="Organisation.")]
Title = Annotated[str | None, Option("--title", parser=entered.text, metavar="TEXT", help="Title or role there.")]
Pronouns = Annotated[str | None, Option("--pronouns", parser=entered.text, metavar="TEXT", help="For example she/her.")]
Met = Annotated[str | None, Option("--met", parser=entered.text, metavar="TEXT", help="How you met.")]
IntroducedBy = Annotated[
    str | None,
    Option(
        "--introduced-by", parser=entered.text, autocompletion=complete.names, metavar="WHO", help="Who introduced you."
    ),
]
Notes = Annotated[str | None, Option("--notes", parser=entered.text, metavar="TEXT", help="Notes.")]
Aliases = Annotated[
    list[str] | None, Option("--alias", "-a", parser=entered.filled, metavar="NAME", help="Another name; repeatable.")
]
Phones = Annotated[
    list[str] | None,
    Option(
        "--phone",
        "-p",
        parser=entered.filled,
        metavar="[LABEL:]NUMBER",
        help="For example 'work:+49 30 1234'; repeatable.",
    ),
]
Emails = Annotated[
    list[str] | None,
    Option("--email", "-e", parser=entered.filled, metavar="[LABEL:]ADDRESS", help="E-mail address; repeatable."),
]
Handles = Annotated[
    list[str] | None,
    Option(
        "--handle",
        parser=entered.filled,
        metavar="SERVICE:NAME",
        help="For example qq:12345 or wechat:ada; repeatable.",
    ),
]
Urls = Annotated[
    list[str] | None, Option("--url", parser=entered.filled, metavar="[LABEL:]URL", help="Web address; repeatable.")
]
Addresses = Annotated[
    list[str] | None,
    Option("--address", parser=entered.filled, metavar="[LABEL:]TEXT", help="Postal address; repeatable."),
]
Tags = Annotated[
    list[str] | None,
    Option(
        "--tag", "-t", parser=entered.tag, autocompletion=complete.tags, metavar="TAG", help="Tag to wear; repeatable."
    ),
]
Knows = Annotated[
    list[Topics] | None,
    Option("--knows", parser=named, metavar="TOPICS", help="What they know about: 'tax law, Rust'; repeatable."),
]
Fields = Annotated[
    list[OwnField] | None,
    Option("--field", parser=own_field, metavar="NAME=VALUE", help="A field of your own; repeatable."),
]
Birthday = Annotated[
    when.Born | None,
    Option(
        "--birthday",
        parser=when.birthday,
        metavar="DATE",
        help="1990-05-09, --05-09, 'lunar 08-15', 农历八月十五; or none.",
    ),
]
Timezone = Annotated[
    str | None,
    Option(
        "--timezone",
        parser=time_zones.parse,
        metavar="ZONE",
        help="Where they are: Europe/Paris, 'new york', 上海; or none.",
    ),
]
RemoveAliases = Annotated[
    list[str] | None, Option("--remove-alias", parser=entered.filled, metavar="NAME", help="Take an alias away.")
]
RemovePoints = Annotated[
    list[str] | None,
    Option(
        "--remove-point",
        parser=entered.filled,
        metavar="VALUE",
        help="Take a phone, e-mail, handle, URL or address away.",
    ),
]
RemoveTags = Annotated[
    list[str] | None,
    Option("--remove-tag", parser=entered.filled, autocompletion=complete.tags, metavar="TAG", help="Take a tag off."),
]
RemoveFields = Annotated[
    list[str] | None, Option("--remove-field", parser=entered.filled, metavar="NAME", help="Take a field away.")
]

_TEXTS = {
    "given": "given_name",
    "family": "family_name",
    "org": "organization",
    "title": "title",
    "pronouns": "pronouns",
    "met": "how_we_met",
    "notes": "notes",
    "timezone": "timezone",
}
_LISTS = {
    "alias": "aliases",
    "tag": "tags",
    "field": "fields",
    "remove_alias": "remove_aliases",
    "remove_point": "remove_points",
    "remove_tag": "remove_tags",
    "remove_field": "remove_fields",
}


def changes(params: Mapping[str, Any]) -> ContactChanges:
    """What the options above say, from the parameters of a command (`ctx.params`), all but who introduced us.

    Raises UsageError for an e-mail or a handle that cannot be one, and for --private about nothing.
    """
    said: dict[str, Any] = {field: params[option] for option, field in _TEXTS.items()}
    said |= {field: tuple(params.get(option) or ()) for option, field in _LISTS.items()}
    said["topics"] = tuple(name for each in params["knows"] or () for name in each.names)
    if params["private"]:
        said |= _private(said)
    day: when.Born | None = params["birthday"]
    born = OccasionDraft(BIRTHDAY, **day._asdict()) if isinstance(day, OccasionDate) else None
    return ContactChanges(**said, points=tuple(_points(params)), birthday=born, remove_birthdays=day == "")


def _private(said: Mapping[str, Any]) -> dict[str, Any]:
    """Notes and fields, said as private ones."""
    if said["notes"] is None and not said["fields"]:
        raise UsageError("--private is about --notes and --field, and neither was given")
    return {"private_notes": said["notes"], "private_fields": said["fields"], "notes": None, "fields": ()}


def _points(params: Mapping[str, Any]) -> Iterator[PointDraft]:
    for kind in ("phone", "email", "url", "address"):
        for label, value in map(points.labelled, params[kind] or ()):
            yield PointDraft(kind, points.check_email(value) if kind == "email" else value, label)
    for service, handle in map(points.handle, params["handle"] or ()):
        yield PointDraft(service, handle)
