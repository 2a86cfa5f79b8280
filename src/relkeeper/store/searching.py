"""Looking for words in the raw bytes of files: what is in free pages and logs, too.

No connection of this process may be open to the files: closing a file takes away the locks of the process on it.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

_BLOCK = 1 << 20


def holding(files: Iterable[Path], words: Collection[bytes]) -> list[Path]:
    """The files that hold any of the words, which are in small letters; the case of ASCII letters is ignored.

    A file that is not there, or goes meanwhile, holds nothing.
    """
    return [file for file in files if words and _holds(file, words)]


def _holds(file: Path, words: Collection[bytes]) -> bool:
    overlap = max(map(len, words)) - 1
    before = b""
    try:
        with file.open("rb") as opened:
            while block := opened.read(_BLOCK):
                text = before + block.lower()
                if any(word in text for word in words):
                    return True
                before = text[max(0, len(text) - overlap) :]
    except FileNotFoundError:
        return False
    return False
