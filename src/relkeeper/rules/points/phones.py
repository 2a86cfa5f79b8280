"""Phone numbers in one form (E.164, with the extension of RFC 3966), so that two spellings of one number are the same.

phonenumbers is imported inside the functions that need it: it reads the numbering plan of a country when it first meets
one, and what only reads the book never needs it.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING
from unicodedata import normalize

from relkeeper.errors import UsageError
from relkeeper.rules.names import fold
from relkeeper.rules.points import digits

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# An extension at the end, in the words of cards and offices: "ext. 5", ";ext=5" (RFC 3966), "x5", "#5", "转5", "分机5".
_EXTENSION = re.compile(
    r"[\s,;]*(?:(?:ext|extn|extension|durchwahl)(?![a-z])|(?<=[\d\s)])x|#|转?分机号?|轉?分機號?|[转轉]|内線|내선)"
    r"[\s.:=]*(?P<digits>\d{1,9})\s*$",
    re.IGNORECASE,
)
# Words behind a number: "030 123456 (Mama)", "13800138000家". Letters that belong to it follow a hyphen: 1-800-FLOWERS.
_REMARK = re.compile(r"[\s(]+[a-z].*|[\s(]*[^\W\d_a-z].*", re.IGNORECASE | re.DOTALL)
_NUMBER_ALONE = re.compile(r"[\d\s+().\-/\u2010-\u2015]*")
# Fewer digits among words are no number: "call at 5".
_FEWEST_DIGITS = 5
# phonenumbers reads no more.
_LONGEST = 250
# What phonenumbers says of numbers that are nowhere.
_UNKNOWN_ZONE = "Etc/Unknown"


def normalise(text: str, region: str | None) -> str:
    """E.164 where `text` can be read as a number, else its digits, else its folded text; never refused.

    `region` (ISO 3166, two letters) is where a number without a country code belongs; None where that is not known.
    The number need not exist. An extension is kept: `+861062332345;ext=8001`.
    """
    number, extension = _without_extension(_plain(text))
    number = _without_remark(number)
    found = _read(number, region)
    normal = _e164(found) if found else _digits(number)
    extension = extension or (found and found.extension) or ""
    if not normal:
        return fold(text)
    return f"{normal};ext={extension}" if extension else normal


def international(text: str, region: str | None) -> str:
    """`+49 30 1234567 ext. 5`, for people; empty unless `text` is one number that exists, and nothing besides."""
    number, extension = _without_extension(_plain(text))
    found = _read(number, region) if _NUMBER_ALONE.fullmatch(number) else None
    if found is None or not _exists(found):
        return ""
    from phonenumbers import PhoneNumberFormat, format_number

    written: str = format_number(found, PhoneNumberFormat.INTERNATIONAL)
    return f"{written} ext. {extension}" if extension else written


def time_zone(numbers: Iterable[str], region: str | None) -> str:
    """The one time zone (IANA) in which all these numbers are of which that can be told, by their countries and areas;
    empty where they are in several, or nowhere."""
    zones = {zone for number in numbers if (zone := _time_zone(number, region))}
    return zones.pop() if len(zones) == 1 else ""


def _time_zone(text: str, region: str | None) -> str:
    """Empty also for a number that may be in several: a mobile one of a large country, one that costs nothing."""
    found = _read(_without_extension(_plain(text))[0], region)
    if found is None or not _exists(found):
        return ""
    from phonenumbers.timezone import time_zones_for_number

    zones = set(time_zones_for_number(found)) - {_UNKNOWN_ZONE}
    return str(zones.pop()) if len(zones) == 1 else ""


def _plain(text: str) -> str:
    plain = normalize("NFKC", text).strip()[:_LONGEST]
    return plain[4:].lstrip() if plain[:4].lower() == "tel:" else plain


def _without_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    return (text[: found.start()], digits(found["digits"])) if found else (text, "")


def _without_remark(text: str) -> str:
    """phonenumbers would dial the letters of a remark."""
    for found in _REMARK.finditer(text):
        if len(digits(text[: found.start()])) >= _FEWEST_DIGITS:
            return text[: found.start()]
    return text


def _digits(number: str) -> str:
    """For what no numbering plan can read: its digits, as far as it is a number at all."""
    found = digits(number)
    if len(found) < _FEWEST_DIGITS and any(map(str.isalpha, number)):
        return ""
    return f"+{found}" if found and number.startswith("+") else found


def _read(number: str, region: str | None) -> "PhoneNumber | None":
    """`number` as it is dialled in `region`, or as a foreign one where only that exists.

    The foreign reading takes 00 for + everywhere, and 86 for +86, as on Chinese cards; 86 with a hyphen goes first.
    """
    here = _parsed(number, region)
    abroad = _parsed("+" + number.removeprefix("00"), None) if number.startswith(("00", "86")) else None
    if abroad and _exists(abroad) and (number.startswith("86-") or not (here and _exists(here))):
        return abroad
    return here or (abroad if number.startswith("00") else None)


def _parsed(number: str, region: str | None) -> "PhoneNumber | None":
    from phonenumbers import NumberParseException, parse

    try:
        return parse(number, region)
    except NumberParseException:
        return None


def _exists(number: "PhoneNumber") -> bool:
    from phonenumbers import is_valid_number

    return is_valid_number(number)


def _e164(number: "PhoneNumber") -> str:
    from phonenumbers import PhoneNumberFormat, format_number

    return format_number(number, PhoneNumberFormat.E164)


def check_region(text: str) -> str:
    """A country's two letters (ISO 3166-1 alpha-2) in capitals. Raises UsageError where no numbering plan is known."""
    import phonenumbers

    region = text.strip().upper()
    if region not in phonenumbers.SUPPORTED_REGIONS:
        raise UsageError(f"'{text}' is no country; two letters of ISO 3166 are expected, for example CN, DE, GB or US")
    return region
