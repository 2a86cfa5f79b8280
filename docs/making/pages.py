"""All made pages: where each stands, and its text."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from docs.making import commands, environment, exit_codes, json_page, manual, picture, schema, settings

ROOT = Path(__file__).parents[2]
MAKE = "python -m docs.making"


def _reference() -> Mapping[str, str]:
    return {
        "exit-codes.md": exit_codes.page(),
        "settings.md": settings.page(environment.section()),
        "json.md": json_page.page(),
        "schema.md": schema.page(),
        **commands.pages(),
    }


# Who makes the files of a folder, by name, and which of those that stand there are made.
_MAKERS: Mapping[str, tuple[Callable[[], Mapping[str, str]], str]] = {
    "docs/reference": (_reference, "*.md"),
    "docs/man": (manual.pages, "*.1"),
    "docs/pictures": (picture.pages, "terminal-*.svg"),
}
FOLDERS = tuple(_MAKERS)


@cache
def made_in(folder: str) -> Mapping[str, str]:
    """The text of each made page of a folder by its path from the root of the project."""
    make, _ = _MAKERS[folder]
    return {f"{folder}/{name}": text for name, text in make().items()}


def made() -> Mapping[str, str]:
    """The text of each made page by its path from the root of the project."""
    return {path: text for folder in FOLDERS for path, text in made_in(folder).items()}


def standing() -> Mapping[str, str]:
    """The text of each page that stands in the made folders."""
    files = [path for folder, (_, pattern) in _MAKERS.items() for path in (ROOT / folder).rglob(pattern)]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}


def differing() -> list[str]:
    """The pages that are missing, that differ, or that nobody makes any more."""
    old, new = standing(), made()
    return sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def write() -> None:
    """Make the folders what the code says."""
    for path in differing():
        text = made().get(path)
        if text is None:
            (ROOT / path).unlink()
        else:
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, encoding="utf-8")
