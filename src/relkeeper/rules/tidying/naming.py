"""Names that could be tidier: blanks, capitals, the order of given and family name."""

import re
from collections.abc import Iterator

from relkeeper.drafts import ContactDraft
from relkeeper.rules import names
from relkeeper.rules.names import forms_of_address
from relkeeper.rules.tidying.proposal import Proposal, alias, texts

_SPACED = ("name", "given_name", "family_name", "organization", "title")
# Of firms and titles full-width letters may be meant so, as in Japan.
_NARROWED = frozenset({"name", "given_name", "family_name"})
# Letters and digits as wide as a Chinese character (U+FF01 and on are those of ASCII), which no search finds.
_NARROW = {0xFEE0 + code: code for code in range(0x21, 0x7F) if chr(code).isalnum()}

# A word that may be of a person's name in capitals: letters, with a hyphen, an apostrophe, a full stop or a comma.
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[.,]?")
_PIECE = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[AEIOUY]")
_ROMAN = re.compile(r"I{2,3}|IV|VI{0,3}|IX")
# Small within a name; others (LE, DI, LA) begin with a capital as often as not.
_PARTICLES = frozenset({"van", "von", "der", "den", "de", "zu", "zur", "dos", "y"})
_MC = re.compile(r"Mc([a-z])(?=[a-z]{2})")
_MOST_WORDS = 4
# A Chinese name without a known family name has no more characters, as a rule; four may be Japanese ones.
_SHORT = 3
_SWAPPED = "given and family name are swapped"
# Of a card that is about no person (RFC 6350, section 6.1.4).
_NO_PERSON = frozenset({"org", "organization", "group", "location"})


def spelling(draft: ContactDraft) -> Iterator[Proposal]:
    """Blanks that are too many, full-width letters, and names in all capitals."""
    shouted = _are_parts_shouted(draft)
    for field in _SPACED:
        before: str = getattr(draft, field)
        spaced = _spaced(before)
        narrow = _narrow(spaced) if field in _NARROWED else spaced
        is_shouted = _is_shouted(narrow, draft) if field == "name" else shouted and field.endswith("_name")
        after = recased(narrow) if is_shouted else narrow
        reasons = (
            "blanks" if spaced != before else "",
            "full-width letters" if narrow != spaced else "",
            "all in capitals" if after != narrow else "",
        )
        if after != before and names.fold(after) == names.fold(before):
            yield texts(draft, " and ".join(filter(None, reasons)), **{field: after})


def _spaced(text: str) -> str:
    """Without blanks around it, and with one where there are several; a text of blanks only is empty."""
    return " ".join(text.split())


def _narrow(text: str) -> str:
    """With letters and digits of ASCII for full-width ones."""
    return text.translate(_NARROW)


def _are_parts_shouted(draft: ContactDraft) -> bool:
    """Whether given and family name are both in capitals; the family name alone often is, on purpose."""
    whole = _narrow(_spaced(f"{draft.given_name} {draft.family_name}"))
    return bool(draft.given_name and draft.family_name) and _is_shouted(whole, draft)


def _is_shouted(name: str, draft: ContactDraft) -> bool:
    """Whether a name is in capitals and a person's as far as can be told: one word may be an abbreviation, and so may a
    word without a vowel."""
    words = name.split()
    return (
        name.isupper()
        and len(words) >= 2
        and sum(map(_counts, words)) <= _MOST_WORDS
        and names.fold(name) != names.fold(draft.organization)
        and all(_WORD.fullmatch(word) and _may_be_in_name(word) for word in words)
        and any(map(_may_be_name, words))
        and is_person(draft)
    )


def _counts(word: str) -> bool:
    """Whether a word makes a name long: VAN, DER and III do not."""
    bare = word.rstrip(".,")
    return bare.lower() not in _PARTICLES and not _ROMAN.fullmatch(bare)


def _may_be_in_name(word: str) -> bool:
    """A name, an initial, `JR` or a roman numeral."""
    bare = word.rstrip(".,")
    return (
        _may_be_name(word)
        or len(bare) == 1
        or bare.lower() in forms_of_address.GENERATIONS
        or bool(_ROMAN.fullmatch(bare))
    )


def _may_be_name(word: str) -> bool:
    """Latin letters with a vowel, and neither a title nor a word for a firm."""
    bare = word.rstrip(".,")
    is_latin = names.split(f"Ada {bare.title()}") is not None
    return len(bare) > 1 and is_latin and bool(_VOWEL.search(names.fold(bare).upper()))


def recased(name: str) -> str:
    """`ADA MCDONALD-O'NEIL III` as `Ada McDonald-O'Neil III`."""
    words = name.split()
    return " ".join(_recased(word, number, number == len(words) - 1) for number, word in enumerate(words))


def _recased(word: str, number: int, is_last: bool) -> str:
    bare = word.rstrip(".,")
    if is_last and number and _ROMAN.fullmatch(bare):
        return word
    if number and not is_last and bare.lower() in _PARTICLES:
        return word.lower()
    capital = _PIECE.sub(lambda found: found[0][0] + found[0][1:].lower(), word)
    return _MC.sub(lambda found: f"Mc{found[1].upper()}", capital)


def order(draft: ContactDraft) -> Iterator[Proposal]:
    """Given and family name the wrong way round, in the display name or in their fields, where that can be proved."""
    if not is_person(draft):
        return
    if proposal := _after_comma(draft) or _chinese(draft) or _joined(draft) or _swapped(draft):
        yield proposal


def _after_comma(draft: ContactDraft) -> Proposal | None:
    """`Example, Ada`."""
    family, comma, given = (part.strip() for part in draft.name.partition(","))
    told = {draft.given_name, draft.family_name}
    is_told = told == {given, family} or (told == {""} and names.split(f"{given} {family}") == (given, family))
    if not (comma and given and family and is_told) or "," in given:
        return None
    reason = "the family name stands before a comma"
    return texts(draft, reason, name=f"{given} {family}", given_name=given, family_name=family)


def _chinese(draft: ContactDraft) -> Proposal | None:
    """A Chinese name begins with the family name."""
    given, family = draft.given_name, draft.family_name
    if not (given and family and names.is_cjk(draft.name)):
        return None
    bare = draft.name.replace(" ", "")
    whole, turned = family + given, given + family
    if bare == turned and names.split(turned) == (family, given):
        return texts(draft, _SWAPPED, name=turned, given_name=family, family_name=given)
    if whole == turned or names.split(bare) is not None:
        return None
    if bare == whole and names.split(turned) == (family, given):
        return texts(draft, _SWAPPED, name=turned, given_name=family, family_name=given)
    if bare == turned and names.split(whole) == (given, family):
        return texts(draft, "a Chinese name begins with the family name", name=whole)
    return None


def _joined(draft: ContactDraft) -> Proposal | None:
    """A Chinese name has no blank; where the given name may stand first (`小明 张`) it is all that tells."""
    words = draft.name.split(" ")
    whole, turned = "".join(words), "".join(reversed(words))
    if len(words) != 2 or not all(word and all(map(names.is_han, word)) for word in words):
        return None
    told = draft.family_name + draft.given_name
    is_likely = len(whole) <= _SHORT and told in ("", whole) and names.split(turned) != (words[0], words[1])
    if is_likely or names.split(whole) is not None:
        return texts(draft, "a Chinese name has no blank", name=whole)
    return None


def _swapped(draft: ContactDraft) -> Proposal | None:
    """Of `Ada Example` the name alone does not tell which is which (Hungarian and Japanese names begin with the family
    name), but with `ada.example@` it does."""
    found = names.split(draft.name)
    if found is None or found != (draft.family_name, draft.given_name) or names.is_cjk(draft.name):
        return None
    mailbox = ".".join(map(names.fold, found))
    if not any(point.kind == "email" and point.value.lower().startswith(f"{mailbox}@") for point in draft.points):
        return None
    return texts(draft, _SWAPPED, given_name=found[0], family_name=found[1])


def parts(draft: ContactDraft) -> Iterator[Proposal]:
    """Given and family name that the name shows and the fields do not have."""
    found = names.split(draft.name)
    if found is None or not is_person(draft) or names.fold(draft.name) == names.fold(draft.organization):
        return
    told = (draft.given_name, draft.family_name)
    if "" in told and all(part in ("", shown) for part, shown in zip(told, found, strict=True)):
        yield texts(draft, "the name shows it", given_name=found[0], family_name=found[1])


def aliases(draft: ContactDraft) -> Iterator[Proposal]:
    """Aliases with surplus blanks or full-width letters, with nothing to be seen, and such as stand there already."""
    known = {names.fold(draft.name)}
    for before in draft.aliases:
        spaced, key = _spaced(before), names.fold(before)
        after = _narrow(spaced)
        if not key:
            yield alias(before, "", "nothing to be seen")
        elif key in known:
            yield alias(before, "", "the contact is called so already")
        elif after != before:
            yield alias(before, after, "blanks" if after == spaced else "full-width letters")
        known.add(key)


def is_person(draft: ContactDraft) -> bool:
    """Whether nothing says that a card is of a firm."""
    return not any(kept.name == "KIND" and kept.value.lower() in _NO_PERSON for kept in draft.properties)
