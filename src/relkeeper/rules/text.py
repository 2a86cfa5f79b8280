"""Text that somebody else wrote, made fit for a terminal."""

# C0 and C1 controls act on a terminal; bidirectional overrides and isolates make text read as something it is not
# (CVE-2021-42574); line and paragraph separators break rows.
_HARMFUL = (
    *range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F,
    *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF,
)  # fmt: skip
_ESCAPES = {code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" for code in _HARMFUL}
_IN_BLOCK = {code: escape for code, escape in _ESCAPES.items() if code not in (0x09, 0x0A)}
_IN_LINE = {**_ESCAPES, 0x09: " ", 0x0A: " ", 0x0D: " "}


def line(text: str) -> str:
    """`text` on one line, with every character that could act on the terminal shown escaped."""
    return text if text.isprintable() else _whole(text.replace("\r\n", "\n").translate(_IN_LINE))


def block(text: str) -> str:
    """`text` with its lines and tabs, and every other character that could act on the terminal shown escaped."""
    return text if text.isprintable() else _whole(text.replace("\r\n", "\n").translate(_IN_BLOCK))


def _whole(text: str) -> str:
    """Lone surrogates cannot be written as UTF-8; they are shown escaped."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
