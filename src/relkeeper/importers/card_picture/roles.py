"""Who the card is of: which of the lines without a label is the name, the organisation, the title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from relkeeper.importers.card_picture import words
from relkeeper.importers.card_picture.layout import Line, is_continued
from relkeeper.rules import names
from relkeeper.rules.names import pinyin

_HAN_THEN_LATIN = re.compile(r"([\u4e00-\u9fff][\u4e00-\u9fff ·]*?)\s*[/|(（]?\s*([A-Z][A-Za-z.'’ -]+?)\s*[)）]?$")
_BARS = re.compile(r"\s*[|｜]\s*|\s+[-–/]\s+")
_RUN_TOGETHER = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
_COMMA = re.compile(r"\s*[,，]\s*")


@dataclass(slots=True)
class Roles:
    """What was found; `notes` are the lines that are none of it."""

    name: str = ""
    aliases: list[str] = field(default_factory=list)
    organization: str = ""
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def roles(lines: Sequence[Line], addresses: Sequence[str]) -> Roles:
    """The roles of the lines; `addresses` are the e-mail addresses and hosts on the card, which often tell a name."""
    pieces = [piece for line in _whole(lines) for piece in _pieces(line)]
    found = Roles()
    titles = [line for line in pieces if _is_title(line.text)]
    found.titles = [line.text for line in titles]
    rest = [line for line in pieces if line not in titles]
    person = _in_chinese(_best_name(rest, titles, addresses), rest)
    if person:
        found.name = _named(person.text)
        rest.remove(person)
    company = _best_organisation(rest, addresses)
    if company:
        found.organization = company.text
        rest.remove(company)
    if person:
        for line in [line for line in rest if _is_other_name(line, person)]:
            found.aliases.append(_named(line.text))
            rest.remove(line)
    found.notes = [line.text for line in rest]
    return found


def _whole(lines: Sequence[Line]) -> list[Line]:
    """The lines, with an organisation that takes two of them as one."""
    whole: list[Line] = []
    for line in lines:
        if whole and _is_second_half(whole[-1], line):
            above = whole.pop()
            whole.append(line._replace(text=words.one(above.text, line.text), left=above.left))
        else:
            whole.append(line)
    return whole


def _is_second_half(above: Line, below: Line) -> bool:
    if not is_continued(above, below) or _is_title(below.text) or _is_title(above.text):
        return False
    if words.surely_name(above.text) or words.surely_name(below.text):
        return False
    half = words.is_organisation(above.text), words.is_organisation(below.text)
    # Two that are whole stand in two languages.
    alike = names.is_cjk(above.text) == names.is_cjk(below.text)
    return alike and max(half) > 0 and (half != (2, 2) or words.is_legal_form(below.text))


def _pieces(line: Line) -> Iterator[Line]:
    """A line divided where a name and a title, or a name in two scripts, stand on it."""
    for part in filter(None, _BARS.split(line.text)):
        yield from (line._replace(text=text) for text in _divided(_apart(part)))


def _apart(text: str) -> str:
    """A title or a name whose blanks were not seen (SalesDirector), with them; any other text as it is."""
    apart = _RUN_TOGETHER.sub(" ", text)
    is_clear = (_is_title(apart) and not _is_title(text)) or (words.latin_name(apart) and not words.latin_name(text))
    return apart if is_clear and not words.is_organisation(text) else text


def _divided(text: str) -> list[str]:
    both = _HAN_THEN_LATIN.fullmatch(text)
    if both and words.chinese_name(both[1]) and words.latin_name(both[2].title()):
        return [both[1], both[2]]
    parts = text.split()
    for place in range(len(parts) - 1, 0, -1):
        before, after = " ".join(parts[:place]), " ".join(parts[place:])
        name_first = words.chinese_name(before) and _is_title(after)
        if name_first or (words.chinese_name(after) and _is_title(before)):
            return [before, after]
    before, *rest = _COMMA.split(text, maxsplit=1)
    return [before, *rest] if rest and words.latin_name(before) and _is_title(rest[0]) else [text]


def _is_title(text: str) -> bool:
    return words.is_title(text) or (words.is_department(text) and not words.is_organisation(text))


def _named(text: str) -> str:
    return words.chinese_name(text) or text


def _best_name(lines: Sequence[Line], titles: Sequence[Line], addresses: Sequence[str]) -> Line | None:
    """The likeliest name; None where no line could be one."""
    tallest = max((line.height for line in lines), default=1.0)
    scored = [
        (_score(line, tallest, titles, addresses), -number, line)
        for number, line in enumerate(lines)
        if words.chinese_name(line.text) or words.latin_name(line.text)
    ]
    return max(scored)[2] if scored else None


def _in_chinese(person: Line | None, lines: Sequence[Line]) -> Line | None:
    """The Chinese name beside a Latin one: it is the name, and the other an alias."""
    if person is None or names.is_cjk(person.text):
        return person
    others = [line for line in lines if _is_other_name(line, person) and words.surely_name(line.text)]
    return others[0] if others else person


def _score(line: Line, tallest: float, titles: Sequence[Line], addresses: Sequence[str]) -> float:
    """How likely a line is the name: by its size, its words, what stands beside it and how the person is mailed to."""
    beside = any(line.block == title.block or abs(line.bottom - title.bottom) < line.height for title in titles)
    return (
        2 * line.height / tallest
        + 1.5 * words.surely_name(line.text)
        + 1.0 * beside
        + 2.0 * _is_mailed_to(line.text, addresses)
        - 2.0 * (words.is_organisation(line.text) > 0)
        + 0.5 * bool(words.chinese_name(line.text))
    )


def _is_mailed_to(name: str, addresses: Sequence[str]) -> bool:
    """Whether a part of the name, or its pinyin, stands before an `@`."""
    locals_ = [names.fold(address.partition("@")[0]).replace(" ", "") for address in addresses if "@" in address]
    parts = {part for part in names.fold(words.bare_name(name)).split() if len(part) > 2}
    if chinese := words.chinese_name(name):
        parts = {key for key in pinyin.keys(chinese) | pinyin.keys(chinese[0]) if len(key) > 2}
    return any(part in local for part in parts for local in locals_)


def _best_organisation(lines: Sequence[Line], addresses: Sequence[str]) -> Line | None:
    scored = [
        (kind, line.height, -number, line)
        for number, line in enumerate(lines)
        if (kind := words.is_organisation(line.text) or _is_host(line.text, addresses))
    ]
    return max(scored)[3] if scored else None


def _is_host(text: str, addresses: Sequence[str]) -> float:
    """Whether a text is what the host of an e-mail address or a web site is called; 0.5 or 0."""
    word = names.fold(text).replace(" ", "")
    hosts = {part for address in addresses for part in address.lower().rpartition("@")[2].replace("-", "").split(".")}
    return 0.5 if len(word) > 2 and word in hosts else 0.0


def _is_other_name(line: Line, person: Line) -> bool:
    """Whether a line is the name in another script: right beside it or below it."""
    other = words.latin_name(line.text) if names.is_cjk(person.text) else words.chinese_name(line.text)
    near = line.block == person.block or abs(line.bottom - person.bottom) < max(line.height, person.height)
    return bool(other) and near and not words.is_organisation(line.text)
