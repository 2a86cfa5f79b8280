"""One picture -> the draft of the card on it. Imports what reads pictures: only to be imported when there is one."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from relkeeper.drafts import ContactDraft, FileDraft
from relkeeper.errors import InputError
from relkeeper.importers.beside import pieces
from relkeeper.importers.card_picture import ocr, pictures
from relkeeper.importers.card_picture.boxes import Seen
from relkeeper.importers.card_picture.codes import card_of, over
from relkeeper.importers.card_picture.fields import draft_of
from relkeeper.importers.reader import Reading
from relkeeper.rules.texts.file_names import safe

_LARGEST = 64 * 2**20


def card(file: BinaryIO, name: str, reading: Reading) -> ContactDraft:
    """The card on the picture, with the picture itself as a file. Raises InputError where there is none."""
    seen = _seen(file, name)
    if not seen.boxes and not seen.codes:
        raise InputError(f"no text can be read on {name}; photograph the card from nearer by, and in better light")
    coded = next((found for code in seen.codes if (found := card_of(code, reading)) is not None), None)
    both = over(coded, draft_of(seen.boxes))
    if both is None:
        raise InputError(f"no name, phone or e-mail can be read on {name}; add the contact by hand: relkeeper add NAME")
    return replace(both, files=(_picture(file, name),))


def _seen(file: BinaryIO, name: str) -> Seen:
    file.seek(0)
    data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError(f"{name} is larger than {_LARGEST // 2**20} MiB; save it smaller")
    return ocr.seen(pictures.pixels(data, name))


def _picture(file: BinaryIO, name: str) -> FileDraft:
    """The file is opened anew, because it may be closed by then; what lies in memory is kept."""
    called = safe(Path(name).name, "card.jpg")
    path = getattr(file, "name", None)
    if isinstance(path, str | Path):
        return FileDraft(called, partial(pieces, Path(path)))
    file.seek(0)
    data = file.read()
    return FileDraft(called, lambda: [data])
