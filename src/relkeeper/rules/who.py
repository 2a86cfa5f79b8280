"""WHO: what the user typed to name somebody, and which of those it may mean is meant. Never a guess."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import NamedTuple
from unicodedata import normalize

from relkeeper.errors import AmbiguousError, NotFoundError, UsageError
from relkeeper.rules import names, points

# Blanks and marks that people write between the digits of a number, and the invisible ones that copying brings along.
_PHONE_MARKS = frozenset("+-()./ \u00ad\u2010\u2012\u2013\u200b\u200e\u202a\u202c\u2060\u2212\ufeff")
_FEWEST_DIGITS = 5
_MOST_ID_DIGITS = 9
_MOST_LISTED = 8


class Who(NamedTuple):
    """All that a text may say about somebody. A form that it cannot have is empty.

    `id` is 12 for `#12`, where `exact_id` is true, and for a bare `12`, which may as well be a handle or a name.
    `digits` are those of a phone number without what the country prefix or the trunk prefix 0 puts before them, to be
    compared with the end of a number in E.164. `handle` is always there; `service` says where it was written `qq:123`.
    """

    text: str
    id: int | None
    exact_id: bool
    folded: str
    email: str
    digits: str
    handle: str
    service: str


class Tier(IntEnum):
    """How well a contact fits, the best first."""

    ID = 0
    NAME = 1
    POINT = 2
    PINYIN = 3
    PART = 4


class Candidate(NamedTuple):
    """A contact that may be meant. `detail` tells namesakes apart: an organisation, an e-mail address, a number."""

    id: int
    name: str
    detail: str
    tier: Tier
    archived: bool


class AmbiguousWho(AmbiguousError):  # noqa: N818 -- the name says what there is to choose from
    """Several contacts fit equally well: `candidates`, the choice that a terminal may offer."""

    def __init__(self, message: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


def parse(text: str) -> Who:
    """Everything that `text` may mean. Raises UsageError if it is empty."""
    folded = names.fold(text)
    if not folded:
        raise UsageError("somebody must be named: by a name, part of a name, an e-mail address, a number or #id")
    plain = normalize("NFKC", names.clean(text)).strip()
    service, handle = _service(plain)
    return Who(
        text=text,
        id=plain_id(plain.removeprefix("#")),
        exact_id=plain.startswith("#") and plain_id(plain[1:]) is not None,
        folded=folded,
        email=points.normalise_email(plain) if points.is_email(plain) else "",
        digits=_phone_digits(plain),
        handle=points.normalise_handle(handle),
        service=service,
    )


def plain_id(text: str) -> int | None:
    """The number that `text` is, up to nine digits, which is more contacts than a book holds."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_ID_DIGITS else None


def _service(text: str) -> tuple[str, str]:
    try:
        return points.handle(text)
    except UsageError:
        return "", text


def _phone_digits(text: str) -> str:
    number = text[4:] if text[:4].lower() == "tel:" else text
    if not all(char.isdecimal() or char in _PHONE_MARKS for char in number):
        return ""
    international = number.lstrip().startswith(("+", "00"))
    # The trunk prefix is not dialled from abroad, and printed all the same: +49 (0)30 1234.
    found = points.digits(number.replace("(0)", "") if international else number)
    digits = found.lstrip("0")
    return digits if len(digits) >= _FEWEST_DIGITS else ""


def choose(who: Who, candidates: Sequence[Candidate], nearest: Callable[[], Sequence[str]]) -> Candidate:
    """The one contact that is meant: the only one in the best tier that has any, archived ones only where no other is.

    Raises AmbiguousWho with those that fit equally well, NotFoundError with the names that `nearest` proposes.
    """
    fitting = _fitting(who, candidates)
    if not fitting:
        raise NotFoundError(_nobody(who, nearest))
    if len(fitting) > 1:
        raise AmbiguousWho(_several(who, fitting), fitting)
    return fitting[0]


def _fitting(who: Who, candidates: Sequence[Candidate]) -> list[Candidate]:
    best = min((_tier(who, candidate) for candidate in candidates), default=None)
    fitting: dict[int, Candidate] = {}
    for candidate in candidates:
        if _tier(who, candidate) == best:
            fitting.setdefault(candidate.id, candidate)
    active = [candidate for candidate in fitting.values() if not candidate.archived]
    return active or list(fitting.values())


def _tier(who: Who, candidate: Candidate) -> Tier:
    """A bare number is an id no more than it is a handle: 12345 may be a contact, and the QQ number of another."""
    return Tier.POINT if candidate.tier is Tier.ID and not who.exact_id else candidate.tier


def _several(who: Who, fitting: Sequence[Candidate]) -> str:
    lines = [f"#{each.id} {_line(each.name)}{_bracketed(each.detail)}" for each in fitting[:_MOST_LISTED]]
    if len(fitting) > _MOST_LISTED:
        lines.append(f"and {len(fitting) - _MOST_LISTED} more")
    advice = f"use a longer name, or an id in quotes such as '#{fitting[0].id}'"
    return "\n".join([f"'{_line(who.text)}' may be any of {len(fitting)} contacts; {advice}:", *lines])


def _bracketed(detail: str) -> str:
    return f" ({_line(detail)})" if detail.strip() else ""


def _line(text: str) -> str:
    """A name with a line break must not read as another contact."""
    return " ".join(text.split())


def _nobody(who: Who, nearest: Callable[[], Sequence[str]]) -> str:
    if who.exact_id:
        return f"There is no contact #{who.id}. See `relkeeper list` for those there are."
    nobody = f"Nobody is called '{_line(who.text)}'."
    proposals = [_line(name) for name in nearest()]
    if not proposals:
        return f"{nobody} To add somebody: relkeeper add NAME"
    others, last = proposals[:-1], proposals[-1]
    return f"{nobody} Did you mean {', '.join(others)}{' or ' if others else ''}{last}?"
