"""Markdown (CommonMark, and the tables of GitHub), with the words of the program escaped."""

import re
from collections.abc import Iterable, Sequence

# What begins markup in running text, and nothing else: pages are read in terminals, too. Backticks stay, for help texts
# mean them; a bar parts cells only, see `table`.
_MARKUP = re.compile(r"([\\*<]|(?<!\w)_|_(?!\w)|\[(?=[^\]]*\]\()|^[#>])")
_CODE = re.compile(r"(`[^`]*`)")


def text(words: str) -> str:
    """Running text; what stands in backticks stays code."""
    parts = _CODE.split(words)
    return "".join(part if number % 2 else _MARKUP.sub(r"\\\1", part) for number, part in enumerate(parts))


def code(words: str) -> str:
    """Code in running text, whatever backticks are in it."""
    ticks = "``" if "`" in words else "`"
    return f"{ticks}{words}{ticks}"


def block(lines: Iterable[str], kind: str = "") -> str:
    """Lines that stay as they are."""
    return "\n".join([f"```{kind}", *lines, "```"])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a cell may have markup of its own, but bars are escaped here, in code as well."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(words: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", words.replace("\n", " "))


def anchor(heading: str) -> str:
    """The anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def page(*parts: str) -> str:
    """Parts with an empty line between them."""
    return "\n\n".join(part for part in parts if part) + "\n"
