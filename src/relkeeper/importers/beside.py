"""Files that lie beside an export and that its text names: photos, voices, documents."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from relkeeper.drafts import FileDraft

_PIECE = 2**20


def beside(folder: Path | None, named: str, media_type: str = "") -> FileDraft | None:
    """The file that the text calls `named`, or None where there is none in `folder` (None: nowhere).

    `named` is a path with slashes. It is never followed out of the folder: not by `..`, a drive, a leading slash, or a
    link that leads elsewhere.
    """
    if folder is None or not named or "\\" in named or ":" in named:
        return None
    path = PurePosixPath(named)
    if path.is_absolute() or ".." in path.parts:
        return None
    try:
        found = (folder / path).resolve(strict=True)
        if not found.is_relative_to(folder.resolve()) or not found.is_file():
            return None
    except (OSError, ValueError, RuntimeError):  # no such file, a zero character, links in a circle
        return None
    return FileDraft(path.name, partial(pieces, found), media_type)


def pieces(path: Path) -> Iterator[bytes]:
    """What a file holds, 1 MiB at a time."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
