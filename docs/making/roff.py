"""Man pages in the macros of man(7), which groff, mandoc and man-db read; UTF-8, as they all do."""

from collections.abc import Iterable


def escape(words: str) -> str:
    """Text on a line: every character stands for itself (groff_char(7)), and no line is taken for a request."""
    plain = words.replace("\\", "\\e")
    for character, name in (("-", "\\-"), ("'", "\\(aq"), ("`", "\\(ga"), ("^", "\\(ha"), ("~", "\\(ti")):
        plain = plain.replace(character, name)
    return f"\\&{plain}" if plain.startswith(".") else plain


def argument(words: str) -> str:
    """Text as one argument of a macro."""
    return '"' + escape(words).replace('"', "\\(dq") + '"'


def bold(words: str) -> str:
    return f"\\fB{escape(words)}\\fR"


def italic(words: str) -> str:
    return f"\\fI{escape(words)}\\fR"


def title(name: str, version: str) -> str:
    """The head of a page of section 1. It has no date: the version says how old it is."""
    head = f'.TH {argument(name.upper())} 1 "" {argument(f"relkeeper {version}")} "relkeeper"'
    # Lines begin at the left and words stay whole: most of them are options and examples.
    return f"{head}\n.ad l\n.nh"


def section(name: str) -> str:
    return f".SH {argument(name.upper())}"


def subsection(name: str) -> str:
    return f".SS {argument(name)}"


def paragraph(words: str) -> str:
    return f".PP\n{escape(words)}"


def lines(words: Iterable[str]) -> str:
    """Lines that stay as they are."""
    return "\n".join([".PP", ".RS 4", ".nf", *(escape(line) for line in words), ".fi", ".RE"])


def tagged(tag: str, words: str) -> str:
    """A term, which is marked up already, and what it means."""
    return f".TP\n{tag}\n{escape(words)}"
