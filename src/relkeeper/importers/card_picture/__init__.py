"""A photographed or scanned business card: text and QR codes of a picture -> a draft of its contact.

Reading it is a guess, which somebody has to look at before it is taken (REVIEWED). What reads pictures is the extra
`relkeeper[ocr]`: it is large, and imported inside a function, with all that needs it, when the first picture is read.
"""

from collections.abc import Iterator
from typing import BinaryIO

from relkeeper.drafts import ContactDraft
from relkeeper.errors import InputError
from relkeeper.importers.head import Head
from relkeeper.importers.reader import Reading
from relkeeper.rules.extras import installing

STREAMS = True
REVIEWED = True
NAME = "card-picture"
TITLE = "Picture of a business card"
ENDINGS: tuple[str, ...] = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff")
WHERE = f"Photograph or scan the card, name the picture, and look at what was read; needs: {installing('ocr')}."

_SIGNS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
# The size of the header that follows the 14 bytes of a BMP, in its versions.
_BMP_HEADERS = {12, 40, 52, 56, 64, 108, 124}


def recognises(head: Head) -> bool:
    """Whether the first bytes are those of a JPEG, PNG, TIFF, WebP or BMP."""
    data = head.data
    is_webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    is_bmp = data.startswith(b"BM") and data[6:10] == bytes(4) and int.from_bytes(data[14:18], "little") in _BMP_HEADERS
    return data.startswith(_SIGNS) or is_webp or is_bmp


def read(file: BinaryIO, name: str, reading: Reading) -> Iterator[ContactDraft]:
    """The card on the picture, with the picture itself as a file.

    Raises InputError where the extra is not installed, the picture is broken or too large, or nobody is named on it.
    """
    try:
        from relkeeper.importers.card_picture.reading import card
    except ImportError as error:
        raise InputError(f"{name} needs a package that is not installed: {installing('ocr')}") from error
    yield card(file, name, reading)
