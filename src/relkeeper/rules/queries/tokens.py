"""How a query is typed: words, phrases in quotes, `-` before what is not wanted, fields, `*` behind a beginning."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

# Which marks open a phrase, and which close it then: people and keyboards mix them.
_CLOSING = {'"': '"＂“”', "＂": '"＂', "“": '”“"', "”": '”"', "„": '“”"', "「": "」", "『": "』", "«": "»"}
_STARS = "*＊"
_MINUSES = "-－\u2212"
_FIELD = re.compile(r"(?P<name>[^\W\d_][\w-]*)(?P<colon>[:：])(?P<next>\S)")
# A Chinese quotation mark stands beside other words without a blank.
_BARE = re.compile("[^\\s“„「『«]+")
_FIRST_OF_NAME = 2


class Token(NamedTuple):
    """One thing that was typed: `text` is what stands in quotes or without, `field` what was before its colon.

    `unclosed` says that quotes were opened before it and not closed again.
    """

    text: str
    field: str = ""
    negated: bool = False
    quoted: bool = False
    prefix: bool = False
    unclosed: bool = False


def tokens(text: str, is_known: Callable[[str], bool]) -> Iterator[Token]:
    """What was typed, one after the other. A field that is not known is one if it looks like nothing else."""
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
        else:
            token, place = _token(text, place, is_known)
            yield token


def _token(text: str, place: int, is_known: Callable[[str], bool]) -> tuple[Token, int]:
    negated = text[place] in _MINUSES and text[place + 1 : place + 2].strip(f"{_MINUSES} \t\r\n") != ""
    place += negated
    found = _FIELD.match(text, place)
    field = found["name"] if found and _is_field(found, is_known) else ""
    place += len(field) + 1 if field else 0
    if text[place] in _CLOSING:
        return _quoted(text, place, Token("", field, negated))
    return _bare(text, place, Token("", field, negated))


def _is_field(found: re.Match[str], is_known: Callable[[str], bool]) -> bool:
    """A link, a path, a time, a smiley, `std::vector` and `张三：你好` are none."""
    name = found["name"]
    if is_known(name):
        return not found.string.startswith("//", found.start("next"))
    looks_so = len(name) >= _FIRST_OF_NAME and name.isascii() and name.replace("-", "").isalpha()
    return looks_so and found["colon"] == ":" and (found["next"].isalnum() or found["next"] in _CLOSING)


def _quoted(text: str, place: int, token: Token) -> tuple[Token, int]:
    closing = _CLOSING[text[place]]
    end = next((at for at in range(place + 1, len(text)) if text[at] in closing), None)
    if end is None:
        return _bare(text, place + 1, token._replace(unclosed=True))
    prefix = text[end + 1 : end + 2] in tuple(_STARS)
    return token._replace(text=text[place + 1 : end], quoted=True, prefix=prefix), end + 1 + prefix


def _bare(text: str, place: int, token: Token) -> tuple[Token, int]:
    found = _BARE.match(text, place)
    if found is None:
        return token, place
    bare = found[0].rstrip(_STARS)
    return token._replace(text=bare or found[0], prefix=bool(bare) and bare != found[0]), found.end()
