"""What the columns of a table hold, in the words of `import --map "Full Name=name,Mobile=phone:cell"`."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from relkeeper.errors import MappingError, UsageError
from relkeeper.rules import points
from relkeeper.rules.tables import column_words
from relkeeper.rules.texts.entered import key
from relkeeper.rules.texts.typed import quoted

Pair = tuple[str, str]

# Alone; with a label if there is one; with a label always.
_ALONE = (
    "name", "given_name", "middle_name", "family_name", "prefix", "suffix", "alias", "organization", "department",
    "title", "tag", "notes", "how_we_met", "birthday", "anniversary", "pronouns", "uid", "cadence", "ignore",
)  # fmt: skip
_LABELLED = ("phone", "email", "address", "url")
_OF_A_KIND = ("occasion", "relation", "field")
_SERVICES = tuple(sorted(column_words.SERVICES | column_words.AMBIGUOUS_SERVICES))
# Before the name of a service that is not known here.
_HANDLE = "handle"
_IGNORED_WORDS = ("ignore", "skip", "忽略")
_KNOWN = (*_ALONE, *_LABELLED, *_OF_A_KIND)
_NEAR = 0.75
_COLON = re.compile("[:：]")


class Column(NamedTuple):
    """What a column holds: `kind` is one of the words above, or a service whose handles they are; `label` says which
    phone, which occasion, which field."""

    kind: str
    label: str = ""

    @property
    def reaches(self) -> bool:
        """Whether one reaches a person by it: a phone, an e-mail, the handle of a service."""
        return self.kind in ("phone", "email") or self.kind not in _KNOWN


IGNORED = Column("ignore")


def parse(text: str) -> tuple[Pair, ...]:
    """The pairs of `HEAD=TARGET,HEAD=TARGET`, each target one that can be taken.

    A head with a comma, an equals sign or blanks around it stands in double quotes; a backslash takes the meaning from
    the character behind it. Raises UsageError.
    """
    pairs = []
    for words in _split(text, ","):
        head, *rest = _split(words, "=")
        if len(rest) != 1 or not _bare(head) or not _bare(rest[0]):
            raise UsageError(
                f"{quoted(words.strip())} says of no column what it holds; write HEAD=WHAT, for example "
                '--map "Full Name=name,Mobile=phone:cell", and a head with a comma in quotation marks'
            )
        column(_bare(rest[0]))
        pairs.append((_bare(head), _bare(rest[0])))
    return tuple(pairs)


def written(pairs: Iterable[Pair]) -> str:
    """The pairs as `parse` reads them."""
    return ",".join(f"{_quoted(head)}={_quoted(target)}" for head, target in pairs)


def column(target: str) -> Column:
    """What a column holds, from the word for it. Raises UsageError."""
    word, colon, label = (part.strip() for part in _COLON.sub(":", target, count=1).partition(":"))
    if key(word) == _HANDLE:
        return _handle(target, label)
    word, _, standing = _known(word).partition(":")
    label = label or standing
    if word in _LABELLED or (word in _OF_A_KIND and label) or (word in _ALONE and not label):
        return Column(word, label)
    if word in _OF_A_KIND:
        raise UsageError(f"'{target}' does not say which {word}; write {word}:NAME")
    if points.service(word) in _SERVICES and not colon:
        return Column(points.service(word))
    near = get_close_matches(word, (*_KNOWN, *_SERVICES, _HANDLE), n=1, cutoff=_NEAR)
    hint = f"; did you mean {near[0]}" if near and near[0] != word else ""
    raise UsageError(
        f"'{target}' is nothing that a column can hold{hint}; known are {', '.join(_ALONE)}, "
        f"{', '.join(f'{name}[:LABEL]' for name in _LABELLED)}, {', '.join(f'{name}:NAME' for name in _OF_A_KIND)}, "
        f"the services {', '.join(_SERVICES)}, and {_HANDLE}:NAME for another service"
    )


def _handle(target: str, service: str) -> Column:
    """The column with handles of any service, known here or not."""
    named = points.service(service)
    if named in _KNOWN or not named.replace("-", "").isalnum():
        raise UsageError(f"'{target}' does not say which service; write {_HANDLE}:NAME, for example {_HANDLE}:matrix")
    return Column(named)


def _known(word: str) -> str:
    """The word that is used here for what the user may call otherwise; another one as it is."""
    spelled = key(word)
    return IGNORED.kind if spelled in _IGNORED_WORDS else column_words.target(word) or spelled.replace(" ", "_")


def target_of(heads: Sequence[str], pairs: Iterable[Pair]) -> dict[str, str]:
    """What the user says of the columns of one table, by the `key` of their heads; of other tables' not."""
    said = {key(head): target for head, target in pairs}
    return {key(head): said[key(head)] for head in heads if key(head) in said}


def check_heads(pairs: Iterable[Pair], tables: Sequence[Sequence[str]]) -> None:
    """Raises MappingError, which names the columns there are, where a pair is of none of these tables."""
    known = {key(head) for heads in tables for head in heads}
    missing = [head for head, _ in pairs if key(head) not in known]
    if missing:
        there = ", ".join(dict.fromkeys(f"'{head}'" for heads in tables for head in heads if head.strip()))
        raise MappingError(f"there is no column '{missing[0]}'; the columns are {there or 'none'}")


def _split(text: str, mark: str) -> list[str]:
    """The pieces between the marks that stand in no quotation and behind no backslash."""
    pieces, begin, quoting, escaped = [], 0, False, False
    for place, char in enumerate(text):
        if char == mark and not quoting and not escaped:
            pieces.append(text[begin:place])
            begin = place + 1
            continue
        quoting = quoting != (char == '"' and not escaped)
        escaped = char == "\\" and not escaped
    return [*pieces, text[begin:]]


def _bare(piece: str) -> str:
    """What a piece says, without quotation marks and backslashes."""
    said, escaped = "", False
    for char in piece.strip():
        if escaped or char not in '"\\':
            said += char
            escaped = False
        else:
            escaped = char == "\\"
    return said


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if text != text.strip() or any(mark in text for mark in ",=") else escaped
