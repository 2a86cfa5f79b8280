"""Text for the cells of a spreadsheet.

A program that opens a CSV file takes a cell that begins like a formula for one, and a formula can run programs or send
what stands in other cells away (https://owasp.org/www-community/attacks/CSV_Injection).
"""

# The full-width forms work like the plain ones in some programs (and are what a Chinese keyboard gives).
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNSEEN = ' "\u00a0\u200b\u3000\ufeff'


def cell(text: str) -> str:
    """`text`, behind an apostrophe where it would be read as a formula: a phone number in international form too.

    What goes before it and is not seen (blanks, a byte order mark) does not hide a formula.
    """
    begins_like_one = text.startswith(_BEGINNINGS) or text.lstrip(_UNSEEN).startswith(_BEGINNINGS)
    return f"'{text}" if begins_like_one else text
