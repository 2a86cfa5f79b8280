"""What a person types to find something, as a query: words, "phrases", berl*, -unwanted, field:value.

Nothing that was typed is an error of syntax: what cannot be understood as meant is read as plain words, with a hint.
Refused is what would be misread without a sign: a field that there is not, and a value that is none.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from relkeeper.errors import UsageError
from relkeeper.rules.queries import days, fields, numbers
from relkeeper.rules.queries.query import KINDS, Phrase, Query
from relkeeper.rules.queries.tokens import Token, tokens
from relkeeper.rules.search_text import words
from relkeeper.rules.texts import entered
from relkeeper.rules.texts.typed import quoted

_EXAMPLES = "relkeeper search tax law, or relkeeper search via:call since:2025"
_OPERATORS = {
    "AND": "AND means nothing, because all words must be there anyway",
    "OR": "OR is looked for as a word; search for one thing after the other",
    "NOT": "NOT is looked for as a word; write -word for what is not wanted",
}
_BRACKETS = re.compile(r"[(){}\[\]]")
# One of them is enough to look for something; a place without a word is not.
_ENOUGH = ("wanted", "who", "tags", "channels", "classes", "kinds", "since", "until")
# Of one query. The index takes more, but nobody types more.
_MOST_WORDS = 256


class Parsed(NamedTuple):
    """A query, and what is to be said about how it was read."""

    query: Query
    hints: tuple[str, ...] = ()


def parse(text: str, now: datetime, options: Iterable[tuple[str, str]] = ()) -> Parsed:
    """The query that `text` is, seen from `now` (aware, local); `options` are fields with values, as if typed with it.

    Raises UsageError where nothing is left to look for, for an unknown field, and for a value that is none.
    """
    reading = _Reading(now)
    for token in numbers.joined(tokens(entered.text(text), fields.is_known)):
        reading.take(token)
    for field, value in options:
        reading.take(Token(value, field, quoted=True))
    return Parsed(reading.query(text.strip()), tuple(dict.fromkeys(reading.hints)))


class _Reading:
    """The query as it grows, token by token."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.hints: list[str] = []
        self.values: dict[str, Any] = {}
        # For each word with a place before it, and for all `in:` together, the kinds of things that have such places.
        self.place_kinds: list[tuple[str, ...]] = []
        self.in_kinds: tuple[str, ...] = ()

    def query(self, text: str) -> Query:
        query = Query(**self.values, text=text)
        if not any(getattr(query, name) for name in _ENOUGH):
            raise _nothing(query)
        if sum(len(phrase.words) for phrase in (*query.wanted, *query.unwanted)) > _MOST_WORDS:
            raise UsageError(f"this is too long to look for; up to {_MOST_WORDS} words are expected")
        if query.since and query.until and query.since > query.until:
            raise UsageError(f"nothing is from {query.since} on and up to {query.until}; turn since and until round")
        return query._replace(kinds=self._kinds_with_places())

    def _kinds_with_places(self) -> tuple[str, ...]:
        """The kinds that were asked for and have all the places in which words are to stand."""
        asked: tuple[str, ...] = self.values.get("kinds", ())
        having = [*self.place_kinds, self.in_kinds] if self.in_kinds else self.place_kinds
        if having and not set(having[0]).intersection(*having[1:]):
            self.hints.append("nothing has all these places; for what has to do with somebody write who:")
        fitting = tuple(kind for kind in asked or KINDS if all(kind in kinds for kinds in having))
        return fitting if having and fitting else asked

    def take(self, token: Token) -> None:
        if token.unclosed:
            self.hints.append("quotes are opened and not closed, so the words are looked for one by one")
        if token.field:
            self._field(token)
        elif token.quoted:
            self._phrase(token, token.text)
        else:
            self._plain(token)

    def _field(self, token: Token) -> None:
        field = fields.word(token.field)
        if field in fields.LISTS:
            values = fields.LISTS[field]
            self._add(values.negated if token.negated else values.attribute, values.read(token.text))
        elif field in fields.PLACES:
            self._words_in(token, fields.PLACES[field])
        elif field == "kind":
            self._kinds(token)
        elif field in ("since", "until"):
            self._day(token, field)
        elif field == "in":
            self._where(token)
        else:
            raise fields.unknown(token.field)

    def _words_in(self, token: Token, place: fields.Place) -> None:
        """Words with the place where they stand before them: `outcome:deck`."""
        if not token.negated:
            self.place_kinds.append(place.kinds)
        self._phrase(token, token.text, place.columns)

    def _kinds(self, token: Token) -> None:
        found = fields.kinds(token.text)
        kept = tuple(kind for kind in self.values.get("kinds", KINDS) if kind not in found)
        if token.negated and not kept:
            raise UsageError("no kind of thing is left to look for; leave one of the -kind: out")
        if token.negated:
            self.values["kinds"] = kept
        else:
            self._add("kinds", found)

    def _day(self, token: Token, field: str) -> None:
        """Of several the one that leaves less."""
        if token.negated:
            other = "until" if field == "since" else "since"
            rest = days.before(token.text, self.now) if field == "since" else days.after(token.text, self.now)
            raise UsageError(f"- does not go before {field}:; write {other}:{rest}")
        if field == "since":
            on = days.first(token.text, self.now)
            self.values["since"] = max(on, self.values.get("since", on))
        else:
            on = days.last(token.text, self.now)
            self.values["until"] = min(on, self.values.get("until", on))

    def _where(self, token: Token) -> None:
        text = token.text
        if token.negated:
            raise UsageError("- does not go before in:; write the place before the word, such as -outcome:deck")
        for name in fields.places(text):
            self.in_kinds += fields.PLACES[name].kinds
            self._add("columns", fields.PLACES[name].columns)

    def _plain(self, token: Token) -> None:
        text = token.text
        if text in _OPERATORS and not token.negated:
            self.hints.append(_OPERATORS[text])
            if text == "AND":
                return
        if text[-1:] in (":", "：") and fields.is_known(text[:-1]):
            self.hints.append(f"nothing stands behind {text}, so it is looked for as a word")
        if "*" in text or "＊" in text:
            self.hints.append("a * stands only behind the beginning of a word: berl*")
        if _BRACKETS.search(text) and not numbers.number(text) and words(text):
            self.hints.append("brackets mean nothing here, and the words in them are looked for one by one")
            for piece in filter(words, _BRACKETS.split(text)):
                self._phrase(token, piece)
        else:
            self._phrase(token, text)

    def _phrase(self, token: Token, text: str, columns: tuple[str, ...] = ()) -> None:
        found = tuple(words(text))
        if not found:
            self.hints.append(_without_words(text))
            return
        number = "" if token.prefix else numbers.number(text)
        phrase = Phrase(found, token.prefix, text.strip(), columns, number)
        self._add("unwanted" if token.negated else "wanted", (phrase,))

    def _add(self, name: str, found: tuple[Any, ...]) -> None:
        self.values[name] = tuple(dict.fromkeys((*self.values.get(name, ()), *found)))


def _without_words(text: str) -> str:
    if text.strip() in {"-", "－"}:
        return "a - stands right before what is not wanted: -word"
    return f"{quoted(text.strip())} has no letter or digit to look for and is left out"


def _nothing(query: Query) -> UsageError:
    if query.unwanted or any((query.not_who, query.not_tags, query.not_channels, query.not_classes)):
        return UsageError("only what is not wanted was said; add a word, or a field such as kind:entry or since:2025")
    return UsageError(f"there is no word to look for; write for example {_EXAMPLES}")
