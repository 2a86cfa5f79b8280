"""The ways to reach somebody that stand on a card, and what is left of its lines without them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from relkeeper.drafts import PointDraft
from relkeeper.importers.card_picture import values, words
from relkeeper.importers.card_picture.labels import PHONES, Labelled, labelled
from relkeeper.importers.card_picture.layout import Line, is_continued

_MOST_CONTINUED = 3


@dataclass(slots=True)
class Reach:
    """Points in the order of the card, and the lines that are none."""

    points: list[PointDraft] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)

    def add(self, kind: str, value: str, label: str = "") -> None:
        """Take a point, unless it is there already."""
        if value and not any(point.kind == kind and point.value == value for point in self.points):
            self.points.append(PointDraft(kind, value, label))

    def leave(self, line: Line, text: str) -> None:
        if any(map(str.isalnum, text)):
            self.left.append(line._replace(text=text))


def reach(lines: Sequence[Line]) -> Reach:
    """The points on a card."""
    found = Reach()
    taken: set[int] = set()
    for number, line in enumerate(lines):
        if number in taken:
            continue
        for part in labelled(values.plain(line.text)):
            following = _following(lines, number)
            take = _take if part.kinds else _take_bare
            taken |= take(found, part, line, following)
    return found


def _following(lines: Sequence[Line], number: int) -> list[tuple[int, Line]]:
    """The lines that may go on with this one: below it, and without labels."""
    going: list[tuple[int, Line]] = []
    for place in range(number + 1, min(number + 1 + _MOST_CONTINUED, len(lines))):
        bare = all(not part.kinds for part in labelled(values.plain(lines[place].text)))
        if not bare or not is_continued(lines[place - 1], lines[place]):
            break
        going.append((place, lines[place]))
    return going


def _take(found: Reach, part: Labelled, line: Line, following: list[tuple[int, Line]]) -> set[int]:
    """Take what stands behind a label, and say which of the following lines went with it."""
    text, taken = part.text, set[int]()
    if not text and following:
        place, below = following.pop(0)
        text, taken = values.plain(below.text), {place}
    if "address" in part.kinds:
        more, others = _continued(following)
        found.add("address", _joined(text, more))
        return taken | others
    before = list(found.points)
    phones = [kind for kind in part.kinds if kind in PHONES]
    for number in values.numbers(text) if phones else ():
        found.add("phone", number, ",".join(phones))
    for kind in part.kinds:
        if kind not in PHONES:
            _take_other(found, kind, text)
    if "cell" in part.kinds and values.is_wechat_too(text):
        _wechat_too(found)
    if found.points == before:
        _take_bare(found, Labelled((), text), line, [])
    return taken


def _take_other(found: Reach, kind: str, text: str) -> None:
    if kind == "email":
        for address in values.emails(text):
            found.add("email", address)
    elif kind == "url":
        for url in values.urls(values.without_blanks(text)):
            found.add("url", url)
    elif kind == "postcode":
        _add_postcode(found, values.handle(text))
    elif kind == "qq":
        found.add("qq", values.handle("".join(values.numbers(text)[:1]) or text))
    else:
        found.add(kind, values.handle(text))


def _add_postcode(found: Reach, code: str) -> None:
    """A postal code belongs to the address before it."""
    for place, point in enumerate(found.points):
        if point.kind == "address" and code:
            found.points[place] = PointDraft("address", f"{point.value} {code}")
            return
    found.add("address", code)


def _wechat_too(found: Reach) -> None:
    numbers = [point.value for point in found.points if point.kind == "phone"]
    if numbers:
        found.add("wechat", values.without_blanks(numbers[-1]))


def _take_bare(found: Reach, part: Labelled, line: Line, following: list[tuple[int, Line]]) -> set[int]:
    """Take what is known by its form: addresses of mail and web, numbers, postal addresses."""
    text = part.text
    for address in values.emails(text):
        found.add("email", address)
    for url in values.urls(text):
        found.add("url", url)
    if words.is_address(text) and words.is_organisation(text) < 2:
        more, taken = _continued(following)
        found.add("address", _joined(text, more))
        return taken
    for number in values.numbers(text):
        found.add("phone", number, "cell" if values.is_cell(number) else "")
        if values.is_wechat_too(text):
            _wechat_too(found)
    found.leave(line, values.rest(text))
    return set()


def _continued(following: list[tuple[int, Line]]) -> tuple[list[str], set[int]]:
    """The lines that go on with an address, and their numbers."""
    more: list[str] = []
    taken: set[int] = set()
    for place, line in following:
        text = values.plain(line.text)
        if values.emails(text) or values.urls(text) or not words.is_place(text) or values.rest(text) == "":
            break
        more.append(text)
        taken.add(place)
    return more, taken


def _joined(text: str, more: list[str]) -> str:
    for line in more:
        text = words.one(text, line)
    return values.letters(text)
