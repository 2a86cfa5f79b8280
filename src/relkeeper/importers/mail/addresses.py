"""Who is named in From, To and Cc (RFC 5322, 3.4): groups, comments, quoted names, and what programs write instead."""

import re
from collections.abc import Iterator
from functools import lru_cache

from relkeeper.drafts import PersonDraft
from relkeeper.importers.mail.headers import decoded

_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.?)*(?:"|\Z)|=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*\?=|<[^<>]*>?|\((?:[^()\\]|\\.?|\([^()]*\))*+(?:\)|\Z)|[,;:]'
    r'|[^",;:<(=]+|.',
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# It is looked for where a word begins, and within none: that would take time by the square.
_ADDRESS = re.compile(r"(?<![^\s<>,;:\"()\[\]@])([^\s<>,;:\"()\[\]@]++@[^\s<>,;:\"()@]+)")


@lru_cache(maxsize=4096)
def people(raw: str, codec: str | None = None) -> tuple[PersonDraft, ...]:
    """Everybody whom a header names, in its order; never raises. Addresses are in small letters.

    Who has no address that can be one is known by name only. What declares no charset is in `codec`, else guessed.
    """
    return tuple(_people(raw, codec, again=True))


def _people(raw: str, codec: str | None, *, again: bool) -> Iterator[PersonDraft]:
    words: list[str] = []
    angle = comment = ""
    for token in [*_TOKEN.findall(raw.replace("\n", " ").replace("\r", " ")), ","]:
        kind = token[0]
        if kind == "<":
            angle = token.strip("<> \t")
        elif kind == "(":
            comment = token[1:].removesuffix(")").strip()
        elif kind == ":" and not angle:
            # A group, which has a name; its members follow.
            words = []
        elif kind in ",;" and len(token) == 1:
            yield from _person("".join(words), angle, comment, codec, again=again)
            words, angle, comment = [], "", ""
        else:
            words.append(_ESCAPED.sub(r"\1", token[1:].removesuffix('"')) if kind == '"' else token)


def _person(words: str, angle: str, comment: str, codec: str | None, *, again: bool) -> Iterator[PersonDraft]:
    name = " ".join(decoded(words, codec).split())
    if not angle and again and "=?" in words and "@" in name:
        # The whole of it is encoded, the address too.
        yield from _people(name, None, again=False)
        return
    address = _address(decoded(angle, codec) if angle else name)
    if not angle and address:
        name = " ".join(decoded(comment, codec).split())
    name = name.strip("'").strip()
    if name.lower() == address:
        name = ""
    if address:
        yield PersonDraft(name, "email", address)
    elif name or angle:
        yield PersonDraft(name or " ".join(decoded(angle, codec).split()))


def _address(text: str) -> str:
    found = _ADDRESS.search(text)
    return found[1].strip("'.").lower() if found else ""
