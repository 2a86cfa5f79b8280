"""The table of fields read right: `python -m tests.importers.card_picture.table`, at the root of the repository."""

import sys
from collections import Counter
from collections.abc import Iterable

from tests.importers.card_picture.measuring import EVERY, Row, rows

KEYS = ("name", "organization", "title", "cell", "work", "fax", "email", "address", "wechat", "qq", "url")


def table(done: Iterable[Row]) -> str:
    """A line for each way of disturbing a card, in fields right of all, and what was read wrong."""
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    cards: Counter[str] = Counter()
    wrong = []
    for row in done:
        cards[row.disturbance] += 1
        for key in row.card.fields:
            for column in (key, "all"):
                every[row.disturbance, column] += 1
                right[row.disturbance, column] += key in row.right
        wrong += [
            f"  {row.disturbance}, {row.layout}: {key} '{getattr(row.card, key)}' read as '{value}'"
            for key, value in row.wrong.items()
        ]
        wrong += [
            f"  {row.disturbance}, {row.layout}: {row.card.name}: not on the card: {value}" for value in row.invented
        ]
    columns = (*KEYS, "all")
    head = f"{'':20}{'cards':>6}" + "".join(f"{key[:8]:>9}" for key in columns)
    lines = [
        f"{kind:20}{cards[kind]:>6}" + "".join(f"{f'{right[kind, key]}/{every[kind, key]}':>9}" for key in columns)
        for kind in cards
    ]
    return "\n".join([head, *lines, *wrong])


def share(done: Iterable[Row]) -> float:
    """The share of fields read right, from 0 to 1."""
    listed = list(done)
    return sum(len(row.right) for row in listed) / sum(len(row.card.fields) for row in listed)


if __name__ == "__main__":
    measured = list(rows(EVERY))
    sys.stdout.write(f"{table(measured)}\n")
    straight = [row for row in measured if row.disturbance == "straight"]
    disturbed = [row for row in measured if row.disturbance != "straight"]
    shares = f"{share(straight):.1%} straight, {share(disturbed):.1%} disturbed"
    sys.stdout.write(f"{len(measured)} cards: {shares}\n")
