"""Contact points that could be tidier: written otherwise, of another kind, there twice."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from unicodedata import normalize

from relkeeper.drafts import ContactDraft, PointDraft
from relkeeper.rules import names, points
from relkeeper.rules.points import phones
from relkeeper.rules.tidying.proposal import Proposal, point

_NOUNS = {"email": "an e-mail address", "url": "a web address", "phone": "a phone number"}
_WEB = re.compile(r"https?://[^\s@]+", re.IGNORECASE)
_NUMBER = re.compile(r"(?:tel:\s*\+?|\+)[\d().\s/-]{7,24}", re.IGNORECASE)
_CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}")
# What an address among web addresses would hold if it were one.
_IN_URL = frozenset("/:,;<>?")


def values(draft: ContactDraft, region: str) -> Iterator[Proposal]:
    """Points without anything to be seen, of a wrong kind, or written so that programs stumble."""
    called = {names.fold(name) for name in (draft.name, *draft.aliases)}
    for before in draft.points:
        if not names.fold(before.value):
            yield point(before, None, "nothing to be seen")
            continue
        kind = _kind(before)
        written = _written(kind, before.value, region, called)
        after = replace(
            before, kind=kind, value=written if _is_same(kind, before.value, written, region) else before.value
        )
        if after != before:
            yield point(before, after, "; ".join(_reasons(before, after)))


def _kind(before: PointDraft) -> str:
    """The kind that a value can only be, where it is kept as another of the three."""
    plain = normalize("NFKC", before.value).strip()
    address = plain[7:] if plain.lower().startswith("mailto:") else plain
    if before.kind not in _NOUNS:
        return before.kind
    if points.is_email(address) and _IN_URL.isdisjoint(address):
        return "email"
    if _WEB.fullmatch(plain):
        return "url"
    return "phone" if _NUMBER.fullmatch(plain) else before.kind


def _written(kind: str, value: str, region: str, called: set[str]) -> str:
    """A value as it should be written."""
    if kind == "phone":
        plain = normalize("NFKC", value).strip()
        plain = " ".join((plain[4:] if plain[:4].lower() == "tel:" else plain).split())
        return plain if plain.startswith("+") else phones.international(plain, region or None) or plain
    if kind == "email":
        return _address(value, called)
    return "\n".join(" ".join(line.split()) for line in value.strip().splitlines())


def _address(value: str, called: set[str]) -> str:
    """The address alone, its domain in lower case. A name before it goes only where the contact is called so."""
    plain = normalize("NFKC", value).strip()
    before = plain.partition("<")[0].strip(' "') if "<" in plain else ""
    if not points.is_email(plain) or "?" in plain or (before and names.fold(before) not in called):
        return plain
    local, _, domain = points.check_email(plain).rpartition("@")
    return f"{local}@{domain.lower()}"


def _reasons(before: PointDraft, after: PointDraft) -> Iterator[str]:
    """Why a point is to become another."""
    if after.kind != before.kind:
        yield f"{_NOUNS[after.kind]}, kept as {before.kind}"
    if normalize("NFKC", before.value) != before.value != after.value:
        yield "full-width characters"
    elif "".join(before.value.split()) == "".join(after.value.split()) != before.value:
        yield "blanks"
    elif before.value != after.value and after.kind == "phone":
        yield "in international form"
    elif before.value != after.value:
        yield "domain in lower case" if len(before.value) == len(after.value) else "the address alone"


def likely_region(numbers: Iterable[str]) -> str:
    """`CN` where most of the numbers, which have no country code, look like Chinese mobile ones; else empty."""
    found = [bool(_CHINESE_MOBILE.fullmatch(points.digits(number))) for number in numbers]
    return "CN" if sum(found) * 2 > len(found) else ""


def doubles(draft: ContactDraft, region: str) -> Iterator[Proposal]:
    """Points that stand there twice: the same again, or once without a label. A number with its country code stays."""
    several = Counter(each.kind for each in draft.points)
    crowd = [each for each in draft.points if several[each.kind] > 1]
    keys = [(_key(each, region), each.label) for each in crowd]
    labelled = {key for key, label in keys if label}
    kept: dict[tuple[tuple[str, str], str], int] = {}
    for number, (key, each) in enumerate(zip(keys, crowd, strict=True)):
        standing = crowd[kept.setdefault(key, number)]
        if each.value.startswith("+") and not standing.value.startswith("+"):
            kept[key] = number
    for number, (key, each) in enumerate(zip(keys, crowd, strict=True)):
        if kept[key] != number or (not each.label and key[0] in labelled):
            yield point(each, None, f"the same {each.kind} stands there twice")


def _key(each: PointDraft, region: str) -> tuple[str, str]:
    return each.kind, _normal(each.kind, each.value, region)


def _is_same(kind: str, before: str, after: str, region: str) -> bool:
    return before == after or _normal(kind, before, region) == _normal(kind, after, region)


# Of one contact, whose points are looked at several times.
@lru_cache(maxsize=64)
def _normal(kind: str, value: str, region: str) -> str:
    return phones.normalise(value, region or None) if kind == "phone" else points.normalise(kind, value)
