"""One contact of an account -> its draft, without its files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.importers.json_values import string
from relkeeper.importers.monica import follow_ups, names, points, remarks
from relkeeper.importers.monica.account import Account, Known, uid
from relkeeper.importers.monica.values import is_false, is_true, line, properties, text
from relkeeper.rules import cadence
from relkeeper.rules.relations.kinds import INTRODUCED_BY

_SPECIAL = {"birthdate": "birthday", "deceased_date": "death", "first_met_date": "first met"}


@dataclass(frozen=True)
class Contact:
    """A contact: `told` are its properties, `found` what belongs to it, by kind; `now` is aware local time."""

    uuid: str
    told: dict[str, Any]
    found: dict[str, list[dict[str, Any]]]
    account: Account
    now: datetime

    def draft(self) -> ContactDraft | None:
        """The draft; None for a contact that has no name."""
        name = names.display(self.told)
        if not name:
            return None
        parts, nickname = names.parts(self.told), line(self.told.get("nickname"))
        return ContactDraft(
            name,
            parts.given,
            parts.family,
            organization=line(self.told.get("company")),
            title=line(self.told.get("job")),
            how_we_met=self._how_we_met(),
            notes="\n\n".join(filter(None, self._paragraphs())),
            aliases=(nickname,) if nickname and nickname != name else (),
            points=tuple(dict.fromkeys(self._points())),
            tags=tuple(dict.fromkeys(filter(None, self._tags()))),
            fields=tuple((name, value) for name, value in self._fields() if value),
            occasions=tuple(dict.fromkeys(self._occasions())),
            relations=(*self.account.relations(self.uuid), *self._introducers()),
            properties=tuple(self._properties()),
            uid=uid(self.uuid) if self.uuid else "",
            cadence_days=self._cadence(),
            archived=is_false(self.told.get("is_active")),
        )

    @cached_property
    def _special(self) -> list[OccasionDraft]:
        found = (names.occasion(self.told, key, kind) for key, kind in _SPECIAL.items())
        return [occasion for occasion in found if occasion is not None]

    @cached_property
    def _reminders(self) -> list[dict[str, Any]]:
        """The reminders that the owner made."""
        return [each for each in self.found.get("reminder", []) if not remarks.is_of_special_date(each, self._special)]

    @cached_property
    def _contact_fields(self) -> list[PointDraft | tuple[str, str] | None]:
        told = self.found.get("contact_field", [])
        return [points.point_of(each, self.account.type(properties(each).get("type"))) for each in told]

    @property
    def _introducer(self) -> Known | None:
        known = self.account.people.get(string(self.told.get("first_met_through")))
        return known if known is not None and known.name else None

    def _points(self) -> Iterator[PointDraft]:
        yield from (each for each in self._contact_fields if isinstance(each, PointDraft))
        yield from filter(None, map(points.address_of, self.found.get("address", [])))

    def _occasions(self) -> Iterator[OccasionDraft]:
        yield from self._special
        yield from filter(None, map(remarks.occasion_of, self._reminders))

    def _paragraphs(self) -> Iterator[str]:
        """What is written about a contact: as the owner described it, by Monica's kinds, and of its mere relations."""
        yield text(self.told.get("description"))
        for kind, remark in remarks.REMARKS.items():
            items = self._reminders if kind == "reminder" else self.found.get(kind, [])
            # What is still to be done becomes a follow-up.
            told = (item for item in items if kind not in follow_ups.KINDS or not self._is_follow_up(kind, item))
            yield from (remark(item, self.account) for item in told)
        for other, kind in self.account.related.get(self.uuid, {}).items():
            known = self.account.people.get(other)
            if known is not None and known.told and self.account.is_only_related(other):
                yield f"{known.name} ({kind}): {known.told}"

    def _is_follow_up(self, kind: str, item: dict[str, Any]) -> bool:
        return follow_ups.follow_up_of(kind, item, self.now) is not None

    def _fields(self) -> Iterator[tuple[str, str]]:
        told = self.told
        # Early versions told one of three letters.
        yield "gender", self.account.type(told.get("gender")).name or line(told.get("gender"))[:1]
        yield "born", names.year_of(told, "birthdate")
        yield "first met", names.year_of(told, "first_met_date")
        if is_true(told.get("is_dead")) and not any(each.kind == "death" for each in self._special):
            yield "deceased", names.year_of(told, "deceased_date") or "yes"
        yield "food", text(told.get("food_preferences"))
        yield "pets", ", ".join(filter(None, map(_pet, self.found.get("pet", []))))
        yield from (each for each in self._contact_fields if isinstance(each, tuple))

    def _how_we_met(self) -> str:
        words = (
            f"through {self._introducer.name}" if self._introducer else "",
            line(self.told.get("first_met_where")),
            text(self.told.get("first_met_additional_info")),
        )
        return "; ".join(filter(None, words))

    def _introducers(self) -> Iterator[RelationDraft]:
        if self._introducer is not None:
            other = self.account.uid(string(self.told.get("first_met_through")))
            yield RelationDraft(INTRODUCED_BY, self._introducer.name, uid=other)

    def _tags(self) -> Iterator[str]:
        given = self.told.get("tags")
        yield from map(line, given if isinstance(given, list) else [])
        if is_true(self.told.get("is_starred")):
            yield "starred"

    def _properties(self) -> Iterator[PropertyDraft]:
        """The address and the name in their parts, where the book has only the sum."""
        yield from map(points.parts_of_address, filter(points.address_of, self.found.get("address", [])))
        parts = names.parts(self.told)
        if parts.additional:
            yield points.structured("N", *parts)

    def _cadence(self) -> int | None:
        """How often to be in touch, in days; nobody is called upon to be in touch with the dead."""
        days = self.told.get("stay_in_touch_frequency")
        if not isinstance(days, int) or isinstance(days, bool) or is_true(self.told.get("is_dead")):
            return None
        return days if 1 <= days <= cadence.LONGEST else None


def _pet(value: dict[str, Any]) -> str:
    """`Rex (dog)`, or the one of the two that is told."""
    name, category = line(properties(value).get("name")), line(properties(value).get("category"))
    return f"{name} ({category})" if name and category else name or category
