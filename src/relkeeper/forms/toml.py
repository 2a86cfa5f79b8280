"""What both forms share: writing TOML that no editor stumbles over, and reading it key by key, with mistakes named."""

import tomllib
from collections.abc import Collection
from difflib import get_close_matches
from typing import Any

import tomlkit

from relkeeper.errors import UsageError
from relkeeper.rules.texts import entered
from relkeeper.rules.texts import untrusted as safe


def lines(text: str) -> Any:
    """A text as a value of a form: of several lines where it has them."""
    return tomlkit.string(f"\n{text}", multiline=True) if "\n" in text else text


def dumped(form: tomlkit.TOMLDocument) -> str:
    """The form as text, without a character that could act on an editor's terminal, or hide something in it."""
    return safe.toml(tomlkit.dumps(form))


class Answers:
    """The keys of an edited form. Every method raises UsageError for a value of the wrong kind."""

    def __init__(self, text: str, known: Collection[str]) -> None:
        try:
            self._values: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"this is no TOML: {error}") from None
        except (RecursionError, ValueError):
            raise UsageError("this is no form: brackets are nested too deeply, or a number is too long") from None
        for key in self._values:
            if key not in known:
                near = get_close_matches(key, known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
                raise UsageError(f"there is no '{key}' here; {hint}")

    def text(self, key: str) -> str:
        value = self._values.get(key, "")
        if not isinstance(value, str):
            raise UsageError(f"{key}: a text in quotes is expected")
        return entered.text(value)

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise UsageError(f'{key}: a list of texts is expected, for example ["one", "two"]')
        return tuple(dict.fromkeys(entered.text(value) for value in values if value.strip()))

    def items(self, key: str) -> list[str | dict[str, str]]:
        """Texts, or tables of texts, in any mixture; empty ones are dropped."""
        values = self._values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) or _is_table(value) for value in values):
            raise UsageError(f'{key}: a list of texts is expected, for example ["one", "two"]')
        stripped = (entered.text(value) if isinstance(value, str) else value for value in values)
        return [value for value in stripped if value]

    def table(self, key: str) -> tuple[tuple[str, str], ...]:
        values = self._values.get(key, {})
        if not _is_table(values):
            raise UsageError(f'{key}: names with texts are expected, for example coffee = "flat white"')
        return tuple((entered.filled(name), entered.text(value)) for name, value in values.items())


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(part, str) for part in value.values())
