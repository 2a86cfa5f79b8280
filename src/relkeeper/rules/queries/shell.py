"""A query as a shell hands it over: in several arguments, without the quotes that were typed around them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import islice

from relkeeper.rules.queries import days, fields
from relkeeper.rules.queries.tokens import Token, tokens

# The values of these never have blanks, so what stands behind them is something else.
_ONE_WORD = ("via", "kind", "class", "in")


def joined(arguments: Iterable[str], now: datetime) -> str:
    """The arguments as one query, which is to be read at `now`.

    Of -"tax law" and who:"Ada Example" the shell leaves `-tax law` and `who:Ada Example`; so an argument that begins
    so, has blanks, and has no syntax of its own besides is one phrase, or one value where a value can have blanks.
    """
    return " ".join(_argument(each, now) for each in arguments)


def _argument(text: str, now: datetime) -> str:
    found = list(tokens(text, fields.is_known)) if len(text.split()) > 1 and '"' not in text else []
    if not found or any(map(_has_syntax, found[1:])) or not _takes_blanks(found[0], now):
        return text
    begin = len(text) - len(text.lstrip()) + found[0].negated + (len(found[0].field) + 1 if found[0].field else 0)
    return f'{text[:begin]}"{text[begin:]}"'


def _takes_blanks(first: Token, now: datetime) -> bool:
    """Whether what is behind the first word may belong to it: `since:2025` is whole, `since:last` is not."""
    field = fields.word(first.field)
    if field in {"since", "until"}:
        return not days.is_one(first.text, now)
    return (bool(first.field) and field not in _ONE_WORD) or (first.negated and not first.field)


def _has_syntax(token: Token) -> bool:
    return token.negated or token.quoted or token.unclosed or bool(token.field)


def shielded(arguments: Sequence[str], valued: Collection[str], flags: Collection[str]) -> list[str]:
    """The arguments with each `-word` behind `--`, where no parser of options takes it for some.

    `valued` are the options that take the argument behind them, `flags` those that do not.
    """
    kept: list[str] = []
    words: list[str] = []
    left = iter(arguments)
    for each in left:
        if each == "--":
            words += left
        elif _is_word(each, valued, flags):
            words.append(each)
        else:
            kept += [each, *(islice(left, 1) if each in valued else ())]
    return [*kept, "--", *words] if words else kept


def _is_word(argument: str, valued: Collection[str], flags: Collection[str]) -> bool:
    """Whether it says what is not wanted. `-n5` is an option with its number."""
    if len(argument) < 2 or argument[0] != "-" or argument[1] == "-":
        return False
    return argument not in (*valued, *flags) and not (argument[:2] in valued and argument[2:].isdecimal())
