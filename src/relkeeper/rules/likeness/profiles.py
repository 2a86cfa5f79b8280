"""What tells a person from another, in the forms that are compared."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft
from relkeeper.rules import names, points
from relkeeper.rules.likeness.spelled import Name, folded, generations, is_firm, spelled
from relkeeper.rules.merging import identity
from relkeeper.rules.names import firms, pinyin
from relkeeper.rules.names.variants import simplified

Point = tuple[str, str]
"""Kind and normal form of a contact point."""

# Whoever is at the desk reads these.
_DESKS = (
    "admin administration bookings buero care contact desk enquiries finance hello help helpdesk hr info jobs kontakt "
    "mail marketing office post press reception sales secretary service shop support team webmaster welcome"
)
_OFFICE = frozenset(_DESKS.split())
# Pages of one person.
_PERSONAL_PAGE = re.compile(r"https?://(?:www\.)?(?:linkedin\.com/in|github\.com|facebook\.com|x\.com)/[^/?#]+$")
_LEGAL = re.compile(rf"\b(?:{'|'.join(sorted(firms.LEGAL | {'the'}))})\b|(?:股份)?(?:有限)?(?:责任)?公司$")


class Birth(NamedTuple):
    """A birthday; `year` is 0 where it is not known."""

    month: int
    day: int
    year: int = 0
    calendar: str = "gregorian"


class Profile(NamedTuple):
    """What tells a contact from another.

    `points` are phones, e-mail addresses, handles and pages that one person has; `common` those that several do: a
    company's number, an office's address.
    """

    names: frozenset[Name]
    points: frozenset[Point] = frozenset()
    common: frozenset[Point] = frozenset()
    uids: frozenset[str] = frozenset()
    births: frozenset[Birth] = frozenset()
    organization: str = ""
    generations: frozenset[str] = frozenset()
    firm: bool = False

    @property
    def bare(self) -> bool:
        """Whether there is nothing but the name."""
        return not (self.points or self.common or self.births or self.organization)

    def sharing(self, shared: frozenset[Point]) -> "Profile":
        """The same contact, now that it is known which points several people have."""
        found = self.points & shared
        return self._replace(points=self.points - found, common=self.common | found) if found else self


def profile(
    called: Iterable[str],
    *,
    given: str = "",
    family: str = "",
    organization: str = "",
    reached: Iterable[Point] = (),
    births: Iterable[Birth] = (),
    uids: Iterable[str] = (),
    readings: frozenset[str] = frozenset(),
) -> Profile:
    """A profile of what is known. `called` begins with the display name; aliases follow.

    `reached` are contact points of any kind in their normal forms; `readings` the pinyin of Chinese names
    (`pinyin.keys`).
    """
    said = [_without_domain(name) for name in called]
    if given and family:
        said.append(family + given if names.is_cjk(family) else f"{given} {family}")
    kept = frozenset(filter(_identifies, reached))
    common = frozenset(filter(_of_an_office, kept))
    employer = _employer(organization)
    return Profile(
        names=frozenset(chain.from_iterable(spelled(name, family, readings) for name in dict.fromkeys(said))),
        points=kept - common,
        common=common,
        uids=identity.uids(uids),
        births=frozenset(births),
        organization=employer,
        generations=frozenset(chain.from_iterable(map(generations, said))),
        firm=bool(said) and (is_firm(said[0]) or (bool(employer) and _employer(said[0]) == employer)),
    )


def of_draft(draft: ContactDraft, normalised: Callable[[PointDraft], str]) -> Profile:
    """The profile of a card. `normalised` gives the form in which a contact point is compared."""
    called = (draft.name, *draft.aliases)
    full = draft.family_name + draft.given_name
    return profile(
        called,
        given=draft.given_name,
        family=draft.family_name,
        organization=draft.organization,
        reached=[(point.kind, normalised(point)) for point in draft.points],
        births=[_birth(day) for day in draft.occasions if day.kind == "birthday"],
        uids=[kept.value for kept in draft.properties if kept.name == "UID"] + [draft.uid] * bool(draft.uid),
        readings=frozenset(chain.from_iterable(pinyin.keys(name) for name in {*called, full} if names.is_cjk(name))),
    )


def _birth(day: OccasionDraft) -> Birth:
    return Birth(day.month, day.day, day.year or 0, day.calendar)


def _without_domain(name: str) -> str:
    """Mail programs call people by their address: ada.example@example.org is Ada Example."""
    return name.partition("@")[0] if points.is_email(name) else name


def _identifies(point: Point) -> bool:
    kind, normal = point
    if kind == "url":
        return bool(_PERSONAL_PAGE.match(normal.lower()))
    return kind != "address" and bool(normal)


def _of_an_office(point: Point) -> bool:
    kind, normal = point
    return kind == "email" and normal.partition("@")[0] in _OFFICE


@lru_cache(maxsize=4096)
def _employer(organization: str) -> str:
    """An organisation without the words of its legal form."""
    said = simplified(folded(organization))
    return " ".join(_LEGAL.sub("", said).split()) or said
