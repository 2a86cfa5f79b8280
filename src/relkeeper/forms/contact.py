"""A contact as a form. What it does not hold (occasions, relations, properties of cards) stays as it is.

What is private is held, and read, only by a form that reveals it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import tomlkit

from relkeeper.drafts import ContactDraft, PointDraft
from relkeeper.errors import UsageError
from relkeeper.forms.toml import Answers, dumped, lines
from relkeeper.reports.contact import ContactDetails, PointRow
from relkeeper.rules import cadence, names, points, time_zones, topics
from relkeeper.rules.texts import entered

_HELP = """\
# Change what you like, save, and close the editor. Close without saving to change nothing.
# Points are "label: value" or just the value; handles are "service:name". Where that is not clear enough:
# {label = "...", value = "..."}. `every` is a cadence ("2 weeks") or "".
# `timezone` is a name like "Europe/Paris", a city, or "". `topics` is what they know about.
"""
_KEPT_BACK = "# What is private is not here, and stays as it is; it is here with --reveal.\n"
_TEXTS = ("name", "given_name", "family_name", "organization", "title", "pronouns", "how_we_met")
_POINTS = {"phones": "phone", "emails": "email", "urls": "url", "addresses": "address"}
_KEYS = (*_TEXTS, "timezone", "every", "aliases", "tags", "topics", *_POINTS, "handles", "notes", "fields")
_PRIVATE_KEYS = ("private_notes", "private_fields")


@dataclass(frozen=True, slots=True)
class ContactForm:
    """What the form says. `cadence_days` is None where `every` was empty; `revealed`: what is private was there too."""

    draft: ContactDraft
    cadence_days: int | None
    revealed: bool = False

    def onto(self, standing: ContactDraft) -> ContactDraft:
        """The standing contact with everything that the form holds taken from it.

        Raises UsageError for a new e-mail that is none, and for a new time zone that is not known here; what stands may
        stay.
        """
        for point in self.draft.points:
            if point.kind == "email" and point.value not in {kept.value for kept in standing.points}:
                points.check_email(point.value)
        zone = self.draft.timezone
        return replace(
            self.draft if self.revealed else self._beside_private(standing),
            timezone=zone if zone == standing.timezone else time_zones.parse(zone),
            occasions=standing.occasions,
            relations=standing.relations,
            properties=standing.properties,
            uid=standing.uid,
        )

    def _beside_private(self, standing: ContactDraft) -> ContactDraft:
        """The draft with what is private of the standing contact; a private field that is set here is so no more."""
        public = {entered.key(name) for name, _ in self.draft.fields}
        left = tuple(field for field in standing.private_fields if entered.key(field[0]) not in public)
        return replace(self.draft, private_notes=standing.private_notes, private_fields=left)


def write(details: ContactDetails) -> str:
    """The form of a contact, with what is private where the details reveal it."""
    own_cadence = details.cadence_days if details.cadence_from == "own" else None
    form = _public(details, details.contact_points, own_cadence)
    if details.revealed:
        form["private_notes"] = lines(details.private_notes)
    form["fields"] = _fields(details, private=False)
    if details.revealed:
        form["private_fields"] = _fields(details, private=True)
    kept_back = _KEPT_BACK if details.private_count and not details.revealed else ""
    return _HELP + kept_back + dumped(form)


def write_draft(draft: ContactDraft) -> str:
    """The form of a contact that is not in the book yet."""
    form = _public(draft, draft.points, draft.cadence_days)
    form["fields"] = _table_of(draft.fields)
    return _HELP + dumped(form)


def _public(
    said: ContactDetails | ContactDraft, reached: Iterable[PointRow | PointDraft], cadence_days: int | None
) -> tomlkit.TOMLDocument:
    """What every form of a contact begins with."""
    form = tomlkit.document()
    for key in _TEXTS:
        form[key] = getattr(said, key)
    form["timezone"] = said.timezone
    form["every"] = cadence.describe(cadence_days) if cadence_days else ""
    form["aliases"] = _list(said.aliases)
    form["tags"] = _list(said.tags)
    form["topics"] = _list(said.topics)
    listed = list(reached)
    for key, kind in _POINTS.items():
        form[key] = _list(_shown(point) for point in listed if point.kind == kind)
    form["handles"] = _list(_shown_handle(point) for point in listed if point.kind not in _POINTS.values())
    form["notes"] = lines(said.notes)
    return form


def read(text: str, revealed: bool = False) -> ContactForm:
    """What an edited form says, `revealed` if it was written so. Raises UsageError that names the key or the line."""
    answers = Answers(text, (*_KEYS, *_PRIVATE_KEYS) if revealed else _KEYS)
    every = answers.text("every")
    of_kinds = [_point(kind, item) for key, kind in _POINTS.items() for item in answers.items(key)]
    handles = [_handle(item) for item in answers.items("handles")]
    texts: dict[str, Any] = {key: answers.text(key) for key in _TEXTS}
    draft = ContactDraft(
        **texts,
        timezone=answers.text("timezone"),
        aliases=answers.texts("aliases"),
        tags=answers.texts("tags"),
        topics=tuple(topics.distinct(map(topics.checked, answers.texts("topics"))).values()),
        points=(*of_kinds, *handles),
        notes=answers.text("notes"),
        fields=answers.table("fields"),
        private_notes=answers.text("private_notes"),
        private_fields=answers.table("private_fields"),
    )
    form = ContactForm(draft, cadence.parse(every) if every else None, revealed)
    if not names.fold(draft.name):
        raise UsageError("name: a contact needs a name")
    public = {entered.key(name) for name, _ in draft.fields}
    for name, _ in draft.private_fields:
        if entered.key(name) in public:
            raise UsageError(f"private_fields: '{name}' is among the fields too; it is either private or not")
    return form


def _fields(details: ContactDetails, *, private: bool) -> Any:
    return _table_of((field.name, field.value) for field in details.fields if field.private is private)


def _table_of(fields: Iterable[tuple[str, str]]) -> Any:
    table = tomlkit.table()
    table.update(dict(fields))
    return table


def _shown(point: PointRow | PointDraft) -> Any:
    """`work: +49 ...` where that reads back as the same, else a table of its parts."""
    short = f"{point.label}: {point.value}" if point.label else point.value
    try:
        clear = points.labelled(short) == (point.label, point.value)
    except UsageError:
        clear = False
    return short if clear else _table(point)


def _shown_handle(point: PointRow | PointDraft) -> Any:
    short = f"{point.kind}:{point.value}"
    try:
        clear = not point.label and points.handle(short) == (point.kind, point.value)
    except UsageError:
        clear = False
    return short if clear else _table(point, service=point.kind)


def _table(point: PointRow | PointDraft, **parts: str) -> Any:
    table = tomlkit.inline_table()
    table.update({**parts, "label": point.label, "value": point.value})
    return table


def _point(kind: str, item: str | dict[str, str]) -> PointDraft:
    label, value = points.labelled(item) if isinstance(item, str) else (item.get("label", ""), _value(item))
    return PointDraft(kind, value, label)


def _handle(item: str | dict[str, str]) -> PointDraft:
    if isinstance(item, str):
        return PointDraft(*points.handle(item))
    service, value = points.handle(f"{item.get('service', '')}:{_value(item)}")
    return PointDraft(service, value, item.get("label", ""))


def _value(item: dict[str, str]) -> str:
    return entered.filled(item.get("value", ""))


def _list(values: Any) -> Any:
    listed = tomlkit.array()
    listed.extend(values)
    return listed
