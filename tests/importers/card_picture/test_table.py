"""How many fields of drawn cards are read right: straight ones, and those turned, noisy or dark.

A card takes a second, so these are few; `python -m tests.importers.card_picture.table` reads all and shows the table.
"""

import pytest

from tests.importers.card_picture.measuring import EVERY, FEW, Row, rows
from tests.importers.card_picture.needs import EXTRA, FONT
from tests.importers.card_picture.table import share

pytestmark = [EXTRA, FONT]


@pytest.fixture(scope="module")
def measured() -> list[Row]:
    return list(rows(FEW))


def test_there_are_enough_cards_of_each_kind() -> None:
    kinds = {"straight", "rotated", "noisy", "dark", "rotated and noisy"}
    assert {card.disturbance for card in FEW} == {card.disturbance for card in EVERY} == kinds
    assert len({*EVERY}) >= 40


def test_straight_cards_are_read_right(measured: list[Row]) -> None:
    assert share(row for row in measured if row.disturbance == "straight") >= 0.97


@pytest.mark.parametrize("disturbance", ["rotated", "noisy", "dark", "rotated and noisy"])
def test_disturbed_cards_are_read_nearly_as_well(measured: list[Row], disturbance: str) -> None:
    assert share(row for row in measured if row.disturbance == disturbance) >= 0.85


def test_nothing_is_read_that_is_not_there(measured: list[Row]) -> None:
    assert [row.invented for row in measured if row.invented] == []
