"""How long a daily backup takes beside `cp`: `python -m benchmarks.copies MEGABYTES ROUNDS FOLDER`.

Makes a book of about that size in the folder, and prints, in turns and as medians of seconds: `cp`, `cp` and waiting
until the copy is on the disk, and the backup of the day, which is checked and on the disk too.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.generate import generate
from benchmarks.places import TODAY
from benchmarks.plan import Size
from relkeeper.store.backups import DAILY, Shelf
from relkeeper.store.connecting import Keys, connect

# What a generated interaction takes, with its journal and its words in the index.
_BYTES_EACH = 640


def main() -> None:
    """The command line."""
    megabytes, rounds, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    book, copy = folder / f"{megabytes}.db", folder / "copy.db"
    if not book.exists():
        generate(book, Size(500, megabytes * 1_000_000 // _BYTES_EACH, datetime.fromisoformat(TODAY).date()))
    shelf = Shelf(book, folder / "backups", lambda path: connect(path, Keys()))

    def cp() -> None:
        subprocess.run(["cp", str(book), str(copy)], check=True)

    def synced() -> None:
        cp()
        with copy.open("rb") as file:
            os.fsync(file.fileno())

    def daily() -> None:
        with closing(connect(book, Keys())) as db:
            shelf.make(db, DAILY, datetime.now(UTC), thorough=False)

    works: list[tuple[str, Callable[[], None]]] = [("cp", cp), ("cp_synced", synced), ("daily", daily)]
    taken: dict[str, list[float]] = {name: [] for name, _ in works}
    for _ in range(rounds):
        for name, work in works:
            copy.unlink(missing_ok=True)
            began = time.perf_counter()
            work()
            taken[name].append(time.perf_counter() - began)
        shelf.remove(shelf.all())
    copy.unlink(missing_ok=True)
    print(" ".join(f"{name}={median(seconds):.4f}" for name, seconds in taken.items()), f"bytes={book.stat().st_size}")


if __name__ == "__main__":
    main()
