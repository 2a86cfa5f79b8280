"""Content lines folded (RFC 6350 section 3.2)."""


def fold(line: bytes, width: int = 75) -> bytes:
    r"""A content line in UTF-8 folded by RFC 6350 section 3.2, with `\n` for line ends: no line is longer than `width`
    bytes, which is 5 at least, and no character is divided. `importers.vcard.lines.unfold` undoes it from 3.0 on.
    """
    pieces, start, end = [], 0, width
    while end < len(line):
        # At most three bytes continue a character of UTF-8.
        end -= next((back for back in range(4) if line[end - back] & 0xC0 != 0x80), 0)
        pieces.append(line[start:end])
        start, end = end, end + width - 1
    pieces.append(line[start:])
    return b"\n ".join(pieces)
