"""The pages of the project as a reader finds them: their blocks of code, their headings and their links."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^()\s<>]+)>?(?: \"[^\"]*\")?\)|(?:src|href)=\"([^\"]+)\"")


class Block(NamedTuple):
    """A fenced block: its kind (`console`, `sh`, ...), its text, and the number of its first line in the page."""

    kind: str
    text: str
    line: int


def pages() -> list[Path]:
    """All pages of the project, the made ones among them."""
    found = [
        ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "CHANGELOG.md", "RELEASING.md")
    ]
    found += [*(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").rglob("*.md")]
    return sorted(page for page in found if page.exists())


def run_pages() -> list[Path]:
    """The pages whose commands are run: README and those in docs that people wrote."""
    return [
        page for page in pages() if name(page).startswith(("README", "docs/")) and "docs/reference/" not in name(page)
    ]


def name(page: Path) -> str:
    """How messages call a page: its path in the project."""
    return page.relative_to(ROOT).as_posix()


def blocks(words: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for found in _FENCE.finditer(words):
        yield Block(found[1], found[2], words.count("\n", 0, found.start(2)) + 1)


def prose(words: str) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", words)


def links(words: str) -> list[str]:
    """Where a page points to; what is in code is no link."""
    without_code = re.sub(r"`[^`\n]*`", "``", prose(words))
    return [found[1] or found[2] for found in _LINK.finditer(without_code)]


def anchors(words: str) -> set[str]:
    """The names that GitHub gives the headings of a page, and those that the page gives itself."""
    taken: dict[str, int] = {}
    for heading in re.findall(r"^#{1,6} +(.+?) *#*$", prose(words), re.MULTILINE):
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = "".join(letter for letter in text if letter.isalnum() or letter in " -_").replace(" ", "-")
        number = taken.get(slug, 0)
        taken[slug] = number + 1
        if number:
            taken[f"{slug}-{number}"] = 1
    return {*taken, *re.findall(r"<a (?:id|name)=\"([^\"]+)\"", words)}
