"""Text that somebody else wrote, made fit for a terminal, and for what is shown on one: JSON and an editor's buffer."""

from functools import cache

# C0 and C1 controls act on a terminal; bidirectional marks, overrides and isolates make text read as something it is
# not (CVE-2021-42574); line and paragraph separators break rows; invisible operators, annotations, tags and the like
# hide text. The joiners of emoji and of Indic and Persian words stay (U+200C, U+200D).
_HARMFUL = (
    *range(0x20), *range(0x7F, 0xA0), 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F),
    *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE0080),
)  # fmt: skip


def _shown(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else _long(code)


def _long(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _in_utf16(code: int) -> str:
    units = chr(code).encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))


# The tables are made when a text first needs one: most texts need none.


@cache
def _in_line() -> dict[int, str]:
    return {**{code: _shown(code) for code in _HARMFUL}, 0x09: " ", 0x0A: " ", 0x0D: " "}


@cache
def _in_block() -> dict[int, str]:
    return {code: _shown(code) for code in _HARMFUL if code not in (0x09, 0x0A)}


@cache
def _in_json() -> dict[int, str]:
    return {code: _in_utf16(code) for code in _HARMFUL if code != 0x0A}


@cache
def _in_toml() -> dict[int, str]:
    return {code: _long(code) for code in _HARMFUL if code not in (0x09, 0x0A)}


def line(text: str) -> str:
    """`text` on one line, with every character that could act on the terminal shown escaped."""
    return text if text.isprintable() else _whole(text.replace("\r\n", "\n").translate(_in_line()))


def block(text: str) -> str:
    """`text` with its lines and tabs, and every other character that could act on the terminal shown escaped."""
    return text if text.isprintable() else _whole(text.replace("\r\n", "\n").translate(_in_block()))


def json(document: str) -> str:
    """A JSON document (RFC 8259) that says the same, with every such character within its strings escaped."""
    # To ask whether there is any is many times quicker than to look each character up.
    return document if document.replace("\n", "").isprintable() else document.translate(_in_json())


def toml(document: str) -> str:
    """A TOML document that says the same, with every such character within its basic strings and keys escaped.

    It must hold none outside of these, and no literal string.
    """
    return document.translate(_in_toml())


def _whole(text: str) -> str:
    """Lone surrogates cannot be written as UTF-8; they are shown escaped."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
