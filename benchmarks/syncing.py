"""What it costs to find that 5,000 cards of a folder are in step."""

import shutil
from collections.abc import Iterator

from benchmarks.cards import cards
from benchmarks.figures import CARD_HOLDER, Figure, Result
from benchmarks.measure import interleaved, run
from benchmarks.places import Books, Home

_CARDS = 5_000
# Where little is measured, as many as that allows.
_SHARE_OF_IMPORT = 2
_ROUNDS = 3
_UNCHANGED = Figure("syncing", f"{_CARDS:,} unchanged cards", 1, "s", "above start", CARD_HOLDER)
FIGURES = (_UNCHANGED,)


def syncing(books: Books) -> Iterator[Result]:
    """A folder and a book that agree, against the start of the program."""
    many = min(_CARDS, books.scale.cards // _SHARE_OF_IMPORT)
    home = books.named(f"synced-{many}")
    _prepare(home, many)
    start = home.relkeeper("start", "config", "path")
    syncs = home.relkeeper("sync vdir", "sync", "vdir", "cards")
    started, synced = interleaved([start, syncs], _ROUNDS)
    yield _UNCHANGED.above(synced, started)


def _prepare(home: Home, many: int) -> None:
    """A folder of cards in the manners of several programs, taken into an empty book."""
    shutil.rmtree(home.folder, ignore_errors=True)
    folder = home.folder / "cards"
    folder.mkdir(parents=True)
    for number, card in enumerate(cards(many)):
        (folder / f"{number}.vcf").write_text(card, encoding="utf-8", newline="")
    run(home.relkeeper("first sync", "sync", "vdir", "cards", says="added"), 1)
