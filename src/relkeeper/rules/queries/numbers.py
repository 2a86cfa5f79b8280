"""Phone numbers within a query: in one word, in brackets and dots, or in several words of digits."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from unicodedata import normalize

from relkeeper.rules import search_text
from relkeeper.rules.points import digits
from relkeeper.rules.queries.tokens import Token

_PIECE = re.compile(r"[+(]*\d[\d\-./()\u2010-\u2013]*|\+")
_WHOLE = re.compile(r"[+(]*\d[\d\-./() \u00a0\u2010-\u2013]*")
# E.164 has no longer ones, and what is shorter is more often something else.
_FEWEST, _MOST = 7, 15
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def number(text: str) -> str:
    """The one word for all spellings of the phone number that `text` is; empty where it is none."""
    plain = normalize("NFKC", text).strip()
    looks_so = _WHOLE.fullmatch(plain) and _FEWEST <= len(digits(plain)) <= _MOST
    return search_text.number(plain) if looks_so else ""


def joined(tokens: Iterable[Token]) -> list[Token]:
    """The tokens, where a number that was typed in several words is one."""
    found: list[Token] = []
    for is_piece, members in groupby(tokens, _is_piece):
        run = list(members)
        found += [Token(" ".join(each.text for each in run))] if is_piece and _is_number(run) else run
    return found


def _is_piece(token: Token) -> bool:
    plain = not (token.field or token.negated or token.quoted or token.prefix)
    return plain and _PIECE.fullmatch(normalize("NFKC", token.text)) is not None


def _is_number(run: Sequence[Token]) -> bool:
    """Two years are two years, and two whole numbers are two, unless it begins as a number is written in full."""
    pieces = [normalize("NFKC", each.text) for each in run]
    if len(run) == 1 or not number(" ".join(pieces)):
        return False
    in_full = pieces[0].startswith(("+", "(", "0"))
    return in_full or not any(_YEAR.fullmatch(each) or len(digits(each)) >= _FEWEST for each in pieces)
