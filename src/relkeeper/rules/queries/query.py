"""A query as values: what is to be found, and where."""

from datetime import date
from typing import NamedTuple


class Phrase(NamedTuple):
    """Words that stand beside each other, folded (rules/search_text.py); with `prefix` the last only begins so.

    `text` is what was typed for them. `columns` are those of the index (store/search_index.py) in which they stand;
    empty for any. What reads as a phone number has the one word for all its spellings in `or_number`: whatever has that
    word is found as well as what has `words`. `endings` are all words that the last may be, once they were looked up.
    """

    words: tuple[str, ...]
    prefix: bool = False
    text: str = ""
    columns: tuple[str, ...] = ()
    or_number: str = ""
    endings: tuple[str, ...] = ()


class Query(NamedTuple):
    """What is to be found: all of `wanted`, none of `unwanted`, in what all of the rest allows.

    `who` are names, numbers or points as for WHO, whoever they may mean; `tags` are folded keys, `channels` in their
    one spelling, `classes` letters of `segment`, `kinds` of KINDS. Dates are local and inclusive. `columns` are
    those of the index in which plain words are looked for; empty for all. `text` is what was typed.

    Found is what has one of `channels`, one of `kinds`, one of `classes`, all of `tags`, and to do with all of `who`;
    and what has to do with none of `not_who`, and has none of `not_tags`, `not_channels` and `not_classes`.
    """

    wanted: tuple[Phrase, ...] = ()
    unwanted: tuple[Phrase, ...] = ()
    who: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    columns: tuple[str, ...] = ()
    text: str = ""
    not_who: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    not_channels: tuple[str, ...] = ()
    not_classes: tuple[str, ...] = ()


# What can be found.
KINDS = ("contact", "entry", "note", "follow-up", "attachment")
