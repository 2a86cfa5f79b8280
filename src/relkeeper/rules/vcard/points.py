"""Contact points of a card: TEL, EMAIL, ADR, URL, IMPP and the many X- properties that hold a handle.

RFC 6350 section 6.3.1, 6.4 and 6.7.8, RFC 3966 (tel:), RFC 4770 (IMPP), RFC 9554 (SOCIALPROFILE), and what Apple,
Android, KDE, Evolution and Outlook write.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote

from relkeeper.drafts import PointDraft
from relkeeper.rules import points
from relkeeper.rules.vcard.content_lines import Header, Property
from relkeeper.rules.vcard.names import one_line

# The kind of a handle whose service is not told.
UNKNOWN_SERVICE = "im"
NOT_PREFERRED = 101

# Types that say how a point can be used, not which one it is; the default ones of 2.1 and 3.0 are among them.
_NOISE = frozenset(
    {"internet", "pref", "voice", "msg", "text", "postal", "parcel", "dom", "intl", "email", "tel", "x400"}
)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
# Parameters that a point holds in its label, kind or value, that say how the value is written, or that are true of
# one file only (PID, ALTID).
_TAKEN = frozenset({
    "TYPE", "PREF", "VALUE", "LANGUAGE", "CHARSET", "ENCODING", "PID", "ALTID", "SERVICE-TYPE", "X-SERVICE-TYPE",
})  # fmt: skip
_USERS = frozenset({"X-USER", "USERNAME"})
_GROUPS_THAT_LABEL = frozenset({"home", "work"})

# Spellings of services in property names, schemes and parameters, beside those that everybody writes.
_SERVICES = {
    "google-talk": "gtalk", "googletalk": "gtalk", "google talk": "gtalk", "ymsgr": "yahoo", "yahoo!": "yahoo",
    "msnim": "msn", "windowslive": "msn", "windows live": "msn", "gadu": "gadugadu", "gadu-gadu": "gadugadu",
    "gg": "gadugadu", "skype-username": "skype", "sips": "sip", "facebookmessenger": "messenger",
    "fb-messenger": "messenger", "微信号码": "wechat", "腾讯qq": "qq", "qq im": "qq", "x": "twitter",
}  # fmt: skip
# Services whose name makes an X- property a handle: X-QQ, X-SKYPE, X-WECHAT.
_WITH_OWN_PROPERTY = frozenset({
    "aim", "discord", "douyin", "dingtalk", "facebook", "feishu", "gadugadu", "groupwise", "gtalk", "icq", "instagram",
    "kakaotalk", "line", "linkedin", "mastodon", "matrix", "msn", "qq", "signal", "sip", "skype", "telegram", "twitter",
    "viber", "wechat", "weibo", "whatsapp", "xmpp", "yahoo", "zalo", "messenger",
})  # fmt: skip
_OF_UNKNOWN_SERVICE = frozenset({"X-MS-IMADDRESS", "X-KADDRESSBOOK-X-IMADDRESS", "X-IM"})
_KDE = re.compile(r"X-MESSAGING/(.+)-ALL")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!//)")
# What programs write between the scheme and the handle, and behind it: aim:goim?screenname=ada, skype:ada?chat.
_ORDER = re.compile(r"(?:goim\?screenname=|addbuddy\?|sendim\?|chat\?contact=)?([^?&]*)")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def preference(header: Header) -> int:
    """The place among the values of one kind, 1 first: PREF of 4.0, the type `pref` of 2.1 and 3.0."""
    number = header.first("PREF")
    if number.isascii() and number.isdigit():
        return int(number[:3])
    return 1 if "pref" in header.types else NOT_PREFERRED


def label(header: Header, given: str) -> str:
    """The words that tell this point from the others: types without noise, and the label `given` to it, lower case."""
    words = [header.group.lower()] if header.group.lower() in _GROUPS_THAT_LABEL else []
    words += [word.removeprefix("x-") for word in header.types if word not in _NOISE]
    if given:
        words.append(given.lower())
    return ",".join(dict.fromkeys(words))


def apple_label(text: str) -> str:
    """The user's own label as it is; one of Apple's own (`_$!<HomePage>!$_`) without its wrapping and in lower case."""
    found = _APPLE_LABEL.fullmatch(text)
    return found[1].lower() if found else one_line(text)


def service(word: str) -> str:
    """The kind of point that a service's name stands for; `im` for no name."""
    word = word.strip().lower()
    return points.service(_SERVICES.get(word, word)) if word not in ("", "other", "im") else UNKNOWN_SERVICE


def point_of(prop: Property, given_label: str) -> PointDraft | None:
    """The contact point that a property is; None where it is of another sort, or empty."""
    reader = _reader(prop.name)
    if reader is None:
        return None
    kind, value = reader(prop)
    value = one_line(value)
    types = prop.header
    if prop.name in _SOCIAL:
        types = types._replace(types=tuple(word for word in types.types if service(word) != kind))
    return PointDraft(kind, value, label(types, given_label)) if value else None


def says_more(prop: Property, point: PointDraft) -> bool:
    """Whether the parameters of a property say what the point that it is cannot hold."""
    for name, values in prop.header.values.items():
        if name in _USERS:
            if any(value.lower() not in point.value.lower() for value in values):
                return True
        elif name not in _TAKEN and any(values):
            return True
    return False


def _tel(prop: Property) -> tuple[str, str]:
    text = prop.text
    scheme, colon, rest = text.partition(":")
    scheme = scheme.lower()
    if not colon or scheme not in ("tel", "sip", "sips", "callto"):
        return "phone", text
    return ("sip", unquote(rest)) if scheme.startswith("sip") else ("phone", _number(unquote(rest)))


def _number(text: str) -> str:
    """A tel: URI (RFC 3966) as people write it: `+1-418-656-9254;ext=102` has an extension."""
    number, *params = text.split(";")
    extension = next((param[4:] for param in params if param.lower().startswith("ext=")), "")
    return f"{number} ext. {extension}" if extension else number


def _email(prop: Property) -> tuple[str, str]:
    text = prop.text
    return "email", text[7:] if text.lower().startswith("mailto:") else text


def _url(prop: Property) -> tuple[str, str]:
    return "url", prop.text


def _address(prop: Property) -> tuple[str, str]:
    """The parts in the order of ADR, which in the West is that of an envelope; lines within a part count as parts."""
    lines = [line for part in prop.lists() for item in part for line in item.split("\n")]
    # A backslash before a line end was meant to escape it.
    return "address", ", ".join(cleaned for line in lines if (cleaned := line.strip(" ,\t\\")))


def _impp(prop: Property) -> tuple[str, str]:
    named = prop.header.first("X-SERVICE-TYPE") or prop.header.first("SERVICE-TYPE")
    scheme, handle = _without_scheme(prop.text)
    if not named and scheme in ("", "x-apple"):
        return UNKNOWN_SERVICE, handle
    kind = service(named)
    return (kind if kind != UNKNOWN_SERVICE else service(scheme.removeprefix("x-apple"))), handle


def _social(prop: Property) -> tuple[str, str]:
    header = prop.header
    named = header.first("X-SERVICE-TYPE") or header.first("SERVICE-TYPE") or _first_service(header.types)
    user = header.first("X-USER") or header.first("USERNAME")
    text = prop.text
    handle = text if _WEB.match(text) else _without_scheme(text)[1]
    return service(named), handle or user


def _first_service(types: tuple[str, ...]) -> str:
    """`type=WORK;type=twitter`: the service stands among the other types, usually first."""
    words = [word for word in types if word not in _NOISE]
    return next((word for word in words if service(word) in _WITH_OWN_PROPERTY), words[0] if words else "")


def _handle(kind: str) -> Callable[[Property], tuple[str, str]]:
    def read(prop: Property) -> tuple[str, str]:
        text = prop.text
        scheme = text.partition(":")[0].lower()
        belongs = scheme == "x-apple" or service(scheme) == kind
        return kind, _without_scheme(text)[1] if belongs else text

    return read


def _without_scheme(text: str) -> tuple[str, str]:
    """The scheme in lower case and the handle behind it; a web address is all handle."""
    found = _SCHEME.match(text)
    if found is None:
        return "", text
    handle = _ORDER.match(text[found.end() :])
    return found[1].lower(), unquote(handle[1] if handle else "")


_SOCIAL = frozenset({"X-SOCIALPROFILE", "SOCIALPROFILE"})
_READERS: dict[str, Callable[[Property], tuple[str, str]]] = {
    "TEL": _tel,
    "PHONE": _tel,
    "EMAIL": _email,
    "URL": _url,
    "ADR": _address,
    "IMPP": _impp,
    **dict.fromkeys(_SOCIAL, _social),
    **{name: _handle(UNKNOWN_SERVICE) for name in _OF_UNKNOWN_SERVICE},
    **{f"X-{kind.upper()}": _handle(kind) for kind in _WITH_OWN_PROPERTY},
}


@lru_cache(maxsize=1024)
def _reader(name: str) -> Callable[[Property], tuple[str, str]] | None:
    if (known := _READERS.get(name)) is not None or not name.startswith("X-"):
        return known
    kde = _KDE.fullmatch(name)
    kind = service(kde[1] if kde else name[2:])
    return _handle(kind) if kde or kind in _WITH_OWN_PROPERTY else None
