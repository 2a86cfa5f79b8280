"""What a line without a label is about, by its words: an organisation, a title, an address, or perhaps a name."""

import re

from relkeeper.rules import names
from relkeeper.rules.names import firms, forms_of_address


def _any_of(chinese: str, latin: str) -> re.Pattern[str]:
    """Chinese words wherever they stand, and Latin ones as whole words, in any case; a blank in one is `_`."""
    whole = "|".join(latin.split()).replace("_", r"\s?")
    return re.compile(rf"{'|'.join(chinese.split())}|(?<![^\W\d_])(?:{whole})(?![^\W\d_])", re.IGNORECASE)


# Said of organisations only; the others stand in titles, addresses and slogans too. In small letters a short form is a
# word of some language, and what is also a name or a place (CO 80202) is written here as firms write it.
_FORMS = "|".join(
    f"{form.upper()}|{form.title()}" if len(form) > 2 else r"\.?".join(form.upper())
    for form in sorted(firms.LEGAL - firms.ALSO_NAMES)
)
_LEGAL = re.compile(
    rf"{'|'.join(sorted(firms.CHINESE_LEGAL))}|\b(?:{_FORMS}|GmbH|S\.?A|S\.?L|SpA|S\.?r\.?l|Co)\b",
)
_KIND = _any_of(
    f"{' '.join(sorted(firms.CHINESE_KINDS - {'中心'}))} 厂$ 店$ 社$ 局$ 院$",
    f"{' '.join(sorted(firms.KINDS))} Partners Press Universität Ministry Department_of Office_of",
)
_TITLE = _any_of(
    " ".join(sorted(forms_of_address.CHINESE_OFFICES)),
    "Manager Direct(?:or|ora|eur|rice) Engineer President C[ETFOIM]O Chief Officer VP Vice Partner Consultant "
    "Professor Analyst Designer Developer Architect Head_of Lead Founder Co-?founder Secretary Assistant "
    "Associate Executive Specialist Representative Coordinator Supervisor Attorney Lawyer Editor "
    "Chair(?:wo)?man Chair Owner Principal Researcher Scientist Lecturer Programmer Accountant Advis[eo]r "
    "Journalist Translator Teacher Technician Sales Marketing Geschäftsführer(?:in)? Inhaber(?:in)? "
    "Referent(?:in)? Ingenieur(?:in)? Berater(?:in)? Vorstand Prokurist(?:in)? "
    r"\w+leiter(?:in)?",
)
_PLACE = re.compile(r"[省市区區县縣镇鎮乡路街道巷弄里园園号號栋棟幢楼樓层層室座]|大厦|大廈|广场|廣場|中心")
_STREET = _any_of(
    "str(?:aße|asse|aBe|\\.)",
    "Street St Road Rd Avenue Ave Boulevard Blvd Lane Ln Drive Dr Way Suite Ste Floor Fl Level Room Rm Building Bldg "
    r"Square Plaza Court Place Tower District P\.?_O\.?_Box Postfach Weg Platz Allee",
)
# NY 10001, EC1A 1BB, 10115 Berlin, NSW 2000.
_POSTAL = re.compile(
    r"\b[A-Z]{2}\s\d{5}(?!\d)|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|\b(?:[A-Z]{1,2}-)?\d{4,6}\s[A-ZÄÖÜ][a-zäöüß]{2}"
    r"|\b[A-Z]{2,3}\s\d{4}\b"
)
_DEPARTMENT = _any_of("[\\u4e00-\\u9fff]{2}(?:部|处|處|科|室|中心)$", r"Department Dept\.? Division")
_BEFORE_NAME = re.compile(rf"^(?:{'|'.join(sorted(forms_of_address.BEFORE))})\b[.\s]*", re.IGNORECASE)
_DEGREES = "|".join(r"\.?".join(degree) for degree in sorted(forms_of_address.BEHIND)).replace("h", r"h\.?\s?")
_AFTER_NAME = re.compile(
    rf"[,\s]+(?:{_DEGREES}|{'|'.join(sorted(forms_of_address.NEVER_GIVEN, reverse=True))})\.?$", re.IGNORECASE
)
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")


def is_organisation(text: str) -> int:
    """2 for what can be nothing else, 1 for what seems so, 0 for no."""
    return 2 if _LEGAL.search(text) else 1 if _KIND.search(text) else 0


def is_legal_form(text: str) -> bool:
    """Whether a text is no name of an organisation but the end of one: `Ltd.`, `有限公司`."""
    return re.match(r"(?:股份|有限|责任|責任|集团|集團|公司)", text) is not None or len(_LEGAL.sub("", text)) < 2


def is_title(text: str) -> bool:
    return _TITLE.search(text) is not None and not _LEGAL.search(text)


def is_department(text: str) -> bool:
    return _DEPARTMENT.search(text) is not None


def is_address(text: str) -> bool:
    """Whether a text without a label is a postal address: words of places, and a number."""
    if not any(map(str.isdigit, text)):
        return len(_PLACE.findall(text)) > 3 and not is_organisation(text)
    return len(_PLACE.findall(text)) > 1 or bool(_STREET.search(text) or _POSTAL.search(text))


def is_place(text: str) -> bool:
    """Whether a text goes on with an address: it has a number, a postal code or a word of a place."""
    return is_address(text) or any(map(str.isdigit, text)) or len(_PLACE.findall(text)) > 1


def one(before: str, after: str) -> str:
    """Two halves of a text as one: with a blank unless both are Chinese."""
    return f"{before}{after}" if names.is_han(before[-1]) and names.is_han(after[0]) else f"{before} {after}"


def chinese_name(text: str) -> str:
    """The name in a text of two to four Chinese characters, which may be set apart; else empty."""
    name = "".join(text.split())
    is_one = 2 <= len(name) <= 4 and all(map(names.is_han, name)) and len(text.split()) in (1, len(name))
    no_name = is_title(name) or is_organisation(name) or is_department(name)
    return name if is_one and not no_name else ""


def latin_name(text: str) -> str:
    """The name in a text of two to four words with capitals; else empty."""
    bare = _AFTER_NAME.sub("", _BEFORE_NAME.sub("", text))
    found = bare.split()
    is_one = 2 <= len(found) <= 4 and all(_NAME_WORD.fullmatch(word) and not names.is_cjk(word) for word in found)
    if not is_one or not all(word[0].isupper() for word in (found[0], found[-1])):
        return ""
    no_name = is_title(text) or is_organisation(text) == 2 or is_department(text)
    return "" if no_name else text.strip()


def surely_name(text: str) -> bool:
    """Whether the family name of a Chinese name is a known one, or a Latin one divides into two."""
    return names.split(_AFTER_NAME.sub("", _BEFORE_NAME.sub("", text))) is not None


def bare_name(text: str) -> str:
    """A Latin name without what stands before and after it (Dr., PhD)."""
    return _AFTER_NAME.sub("", _BEFORE_NAME.sub("", text)).strip()
