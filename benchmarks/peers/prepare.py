"""Writes one program's book and an empty one: `python -m benchmarks.peers.prepare PEER CONTACTS FOLDER PROGRAMS`.

In a process of its own, so that running.py can end it, with all that it started, where it takes too long.
"""

import sys
from datetime import date
from pathlib import Path

from benchmarks.peers.all import PEERS
from benchmarks.peers.book import contacts
from benchmarks.peers.peer import SIZE, Home

_BLOCK = 512


def prepare(name: str, count: int, folder: Path, programs: Path) -> None:
    """`folder/book` and `folder/empty`, both with what there is to import."""
    today = date.today()  # noqa: DTZ011 - the programs read the clock on the wall
    peer = PEERS[name]
    for kind in ("empty", "book"):
        home = Home(folder / kind, programs)
        home.folder.mkdir(parents=True)
        peer.begin(home)
        if kind == "book":
            peer.write(home, contacts(count, today))
        peer.offer(home, contacts(count, today))
    (folder / SIZE).write_text(str(_on_disk(folder / "book")), encoding="ascii")


def _on_disk(home: Path) -> int:
    """The blocks of all files, but not of what there is to import, in bytes."""
    files = (path for path in home.rglob("*") if path.is_file() and path.parent / path.stem != home / "import")
    return sum(path.lstat().st_blocks for path in files) * _BLOCK


if __name__ == "__main__":
    prepare(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
