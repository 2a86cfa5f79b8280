"""The JSON of each command: its keys, what may stand there, and what it means, from the row types.

render/as_json.py says how a row becomes JSON: fields under their names (without the underscore of a name that Python
has taken), days and moments as ISO 8601, None as null.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from inspect import cleandoc
from pathlib import PurePath
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from docs.making import markdown, tree
from docs.making.printed import PRINTED, Printed

_INTRODUCTION = """\
`--json` prints every field under the same keys each time, as one document of UTF-8 on standard output; nothing else
stands there. Keys may be added in a later version, and keep their meaning. Where nothing is found an array is empty.

- A day is `YYYY-MM-DD` where it happened, and a moment ISO 8601 with `Z` or an offset. What is not known is `null`, or
  an empty text where the type is a text.
- `id` is the small number that commands take (`#12`), good within this book; `uid` is the same in every copy of it.
- What is private is hidden, unless the command is given `--reveal`.
- For example: `relkeeper overdue --json | jq -r '.[].name'`.

A whole book leaves with `relkeeper export json`, which has [a format of its own](../own-json.md)."""

_ROW = re.compile(r"(?<=.)(?=[A-Z])")
# By the end of a key: what its text is, and what its number counts.
_DAY = re.compile(r"(^|_)(on|since|until|as_of_before)$")
_MOMENT = re.compile(r"(^|_)(at|local_time)$")
_COUNTED = (
    (re.compile(r"(^|_)days(_overdue)?$"), "days"),
    (re.compile(r"(^|_)minutes$"), "minutes"),
    (re.compile(r"^utc_offset$"), "minutes east of UTC"),
    (re.compile(r"(^|_)(size|bytes|freed)$"), "bytes"),
)
# The class of a row in a docstring, with or without its module; and a page.
_CLASS = re.compile(r"(?:\w+/\w+\.)?\b([A-Z]\w+Row)\b")
_PAGE = re.compile(r"\bdocs/([\w-]+\.md)")
# Where the name of the class says less than the words of the command line.
_TITLES = {
    "AgendaRow": "agenda line", "Change": "changed contact", "ChangeRow": "changed row",
    "ContactDetails": "contact in full", "DoubleRow": "likely pair", "FollowUpRow": "follow-up",
    "FoundRow": "found thing", "InteractionRow": "entry", "Known": "named thing", "Named": "named thing",
    "NewRow": "new contacts", "Number": "number of things", "OverdueRow": "overdue contact",
    "PersonRow": "share of a person", "PointRow": "contact point", "ProposalRow": "cadence proposal",
    "ReadPoint": "read contact point", "ReturnRow": "returning day", "SegmentRow": "contact in its class",
    "TidyRow": "tidying proposal",
}  # fmt: skip
_PLAIN = {str: "text", int: "integer", float: "number", bool: "`true` or `false`", NoneType: "`null`", Any: "any value"}


def page() -> str:
    rows = [(_linked(name), told(name)) for name in PRINTED]
    return markdown.page(
        "# The JSON of each command",
        _INTRODUCTION,
        "## Commands",
        markdown.table(("command", "what `--json` prints"), rows),
        "Commands that are not named here have no `--json`.",
        *(_section(of) for of in types()),
        "[All commands](index.md)",
    )


def told(name: str, where: str = "") -> str:
    """What a command prints, with links to its types, which stand on the page `where`."""
    words = [_printed(each, where) for each in PRINTED[name]]
    return "; or ".join(words)


@cache
def types() -> tuple[type[Any], ...]:
    """Every type of an object that is printed, each behind the one it is first met in."""
    met: dict[type[Any], None] = {}
    for printed in PRINTED.values():
        for each in printed:
            _meet(each.of, met)
    return tuple(met)


def fields(of: type[Any]) -> Mapping[str, Any]:
    """The keys of an object and the type of each."""
    return {name.removesuffix("_"): hint for name, hint in get_type_hints(of).items()}


def is_object(hint: Any) -> bool:
    """Whether a type is printed as an object with keys of its own."""
    return hasattr(hint, "_fields")


def is_day(key: str) -> bool:
    """Whether texts under that key are days."""
    return bool(_DAY.search(key))


def is_moment(key: str) -> bool:
    """Whether texts under that key are moments, or days where nothing more is known."""
    return bool(_MOMENT.search(key))


def title(of: type[Any]) -> str:
    """What an object is called on the page, in the words of the user."""
    words = " ".join(word.lower() for word in _ROW.split(of.__name__)).removesuffix(" row")
    return _TITLES.get(of.__name__, words)


def _meet(hint: Any, met: dict[type[Any], None]) -> None:
    if is_object(hint):
        if any(title(other) == title(hint) and fields(other) == fields(hint) for other in met):
            return
        met[hint] = None
        for inner in fields(hint).values():
            _meet(inner, met)
    for inner in get_args(hint):
        _meet(inner, met)


def _linked(name: str) -> str:
    group = name.partition(" ")[0]
    anchor = f"#{markdown.anchor(f'relkeeper {name}')}" if " " in name else ""
    return f"[`{name}`](commands/{group}.md{anchor})"


def _printed(each: Printed, where: str) -> str:
    link = _link(each.of, where)
    words = f"an array of {link} objects" if each.many else f"one {link} object"
    return f"{words}{f' {each.when}' if each.when else ''}"


def _link(of: type[Any], where: str = "") -> str:
    return f"[{title(of)}]({where}#{markdown.anchor(title(of))})"


def _section(of: type[Any]) -> str:
    rows = [(markdown.code(key), _described(hint, key)) for key, hint in fields(of).items()]
    return markdown.page(f"## {title(of).capitalize()}", _meaning(of), markdown.table(("key", "value"), rows)).rstrip()


def _meaning(of: type[Any]) -> str:
    words = cleandoc(of.__doc__ or "")
    # What NamedTuple writes itself says no more than the table.
    if words.startswith(f"{of.__name__}("):
        return ""
    paragraphs = (" ".join(part.split()) for part in words.split("\n\n"))
    return "\n\n".join(_told_to_users(markdown.text(part)) for part in paragraphs)


def _told_to_users(words: str) -> str:
    """A docstring speaks of Python, and names the classes of rows."""
    names = {of.__name__: of for of in types()}
    linked = _CLASS.sub(lambda found: _link(names[found[1]]) if found[1] in names else found[0], words)
    return _PAGE.sub(r"[\1](../\1)", re.sub(r"\bNone\b", "`null`", linked))


def _described(hint: Any, key: str) -> str:
    return " or ".join(dict.fromkeys(_alternatives(hint, key)))


def _alternatives(hint: Any, key: str) -> Iterator[str]:
    origin, inner = get_origin(hint), get_args(hint)
    if is_object(hint):
        yield _link(hint)
    elif origin is Literal:
        yield from (f"`{value}`" for value in inner)
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield f"object: {_described(inner[0], '')} to {_described(inner[1], key)}"
    elif isinstance(origin, type) and issubclass(origin, Collection):
        yield _array(origin, inner, key)
    elif inner:
        for each in inner:
            yield from _alternatives(each, key)
    else:
        yield _plain(hint, key)


def _array(origin: Any, inner: tuple[Any, ...], key: str) -> str:
    several = origin is not tuple or Ellipsis in inner
    kinds = " or ".join(dict.fromkeys(_described(each, key) for each in inner if each is not Ellipsis))
    return f"array of {kinds}" if several else f"array of {len(inner)}: {kinds}"


def _plain(hint: Any, key: str) -> str:
    if hint in _PLAIN:
        return _PLAIN[hint] + _unit(hint, key)
    if issubclass(hint, datetime):
        return "moment"
    if issubclass(hint, date):
        return "day"
    if issubclass(hint, PurePath):
        return "text (a path)"
    for base in (bool, int, str):
        if issubclass(hint, base):
            return _PLAIN[base]
    raise TypeError(f"nobody said how a {hint} stands in JSON")


def _unit(hint: Any, key: str) -> str:
    if hint is str:
        return " (a day)" if is_day(key) else " (a moment)" if is_moment(key) else ""
    counted = [unit for pattern, unit in _COUNTED if hint in (int, float) and pattern.search(key)]
    return f" ({counted[0]})" if counted else ""


def of_every_command() -> set[str]:
    """The commands that take --json, by the tree."""
    return {command.name for command in tree.every() if command.takes_json}
