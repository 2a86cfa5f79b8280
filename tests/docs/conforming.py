"""Whether what a command printed is what the page of the JSON says: every key, its type, and what is no other key."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, Literal, get_args, get_origin

from docs.making import json_page
from docs.making.printed import Printed

_OF_PYTHON: dict[Any, tuple[type, ...]] = {
    str: (str,), int: (int,), float: (int, float), bool: (bool,), type(None): (type(None),),
    Any: (object,), date: (str,), datetime: (str,),
}  # fmt: skip


def departures(value: Any, printed: Printed) -> Iterator[str]:
    """What is not as it is documented, each as a place and what stands there."""
    if not printed.many:
        yield from _object(value, printed.of, printed.of.__name__)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _object(item, printed.of, f"{printed.of.__name__}[{number}]")
    else:
        yield f"no array of {printed.of.__name__}: {value!r}"


def met(value: Any, hint: Any) -> Iterator[str]:
    """The titles of the objects that are in a value of that type."""
    if json_page.is_object(hint) and isinstance(value, dict):
        yield json_page.title(hint)
        for key, inner in json_page.fields(hint).items():
            yield from met(value[key], inner)
    elif isinstance(value, list):
        for item in value:
            for inner in get_args(hint) or (hint,):
                yield from met(item, inner)
    else:
        for inner in get_args(hint):
            yield from met(value, inner)


def _object(value: Any, of: type[Any], place: str) -> Iterator[str]:
    fields = json_page.fields(of)
    if not isinstance(value, dict) or list(value) != list(fields):
        yield f"{place}: {value!r} has not the keys {list(fields)}"
        return
    for key, hint in fields.items():
        if not _fits(value[key], hint, key):
            yield f"{place}.{key}: {value[key]!r} is no {hint}"
        yield from _inside(value[key], hint, f"{place}.{key}")


def _inside(value: Any, hint: Any, place: str) -> Iterator[str]:
    """The departures of the objects in a value."""
    if json_page.is_object(hint):
        if value is not None:
            yield from _object(value, hint, place)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            for inner in get_args(hint):
                yield from _inside(item, inner, f"{place}[{number}]")
    elif isinstance(value, dict):
        for inner in get_args(hint):
            yield from _inside(value, inner, place)


def _fits(value: Any, hint: Any, key: str) -> bool:
    origin, inner = get_origin(hint), get_args(hint)
    if json_page.is_object(hint):
        return isinstance(value, dict)
    if origin is Literal:
        return value in inner
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return isinstance(value, dict) and all(_fits(each, inner[1], "") for each in value.values())
    if isinstance(origin, type) and issubclass(origin, Collection):
        return isinstance(value, list) and _items_fit(value, inner, key)
    if inner:
        return any(_fits(value, each, key) for each in inner)
    return _plain_fits(value, hint, key)


def _items_fit(items: list[Any], inner: tuple[Any, ...], key: str) -> bool:
    if inner[-1] is Ellipsis or len(inner) == 1:
        return all(_fits(item, inner[0], key) for item in items)
    return len(items) == len(inner) and all(_fits(item, each, key) for item, each in zip(items, inner, strict=True))


def _plain_fits(value: Any, hint: Any, key: str) -> bool:
    of = (str,) if isinstance(hint, type) and issubclass(hint, PurePath) else _OF_PYTHON.get(hint, (hint,))
    if not isinstance(value, of) or (isinstance(value, bool) and hint in (int, float)):
        return False
    if hint is str and json_page.is_day(key):
        return date.fromisoformat(value).isoformat() == value
    if hint is datetime or (hint is str and json_page.is_moment(key)):
        # A follow-up that was found has a day.
        return bool(datetime.fromisoformat(value))
    return True
