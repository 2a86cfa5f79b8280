"""The published months of the Chinese calendar, out of tests/data/lunar/published.csv."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

from relkeeper.rules.occasions.lunar import LunarMonth

_TABLE = Path(__file__).parents[2] / "data" / "lunar" / "published.csv"


def months() -> list[tuple[int, LunarMonth]]:
    """Each month with its lunar year; the last one, whose length only the next would tell, is left out."""
    lines = [line for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    begun: list[tuple[int, int, bool, date]] = []
    for row in csv.DictReader(lines):
        leap = int(row["leap"] or 0)
        names = [
            (number, again) for number in range(1, 13) for again in ((False, True) if number == leap else (False,))
        ]
        for (number, again), first in zip(names, row["months"].split(), strict=True):
            begun.append((int(row["year"]), number, again, date.fromisoformat(first)))
    return [
        (year, LunarMonth(number, leap, first, (end - first).days))
        for (year, number, leap, first), (*_, end) in pairwise(begun)
    ]
