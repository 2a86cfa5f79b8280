"""Which days can return."""

import pytest

from relkeeper.drafts import OccasionDraft
from relkeeper.rules import occasions


@pytest.mark.parametrize(
    "occasion",
    [
        OccasionDraft("birthday", 2, 29),
        OccasionDraft("birthday", 2, 29, 2024),
        OccasionDraft("birthday", 12, 31, 1999),
        OccasionDraft("birthday", 2, 30, None, "chinese"),
        OccasionDraft("birthday", 2, 30, 2023, "chinese", True),
    ],
)
def test_days_that_there_are(occasion: OccasionDraft) -> None:
    assert occasions.exists(occasion)


@pytest.mark.parametrize(
    "occasion",
    [
        OccasionDraft("birthday", 2, 31),
        OccasionDraft("birthday", 2, 29, 2025),
        OccasionDraft("birthday", 4, 31),
        OccasionDraft("birthday", 13, 1),
        OccasionDraft("birthday", 5, 1, None, "gregorian", True),
        OccasionDraft("birthday", 1, 31, None, "chinese"),
        OccasionDraft("birthday", 0, 1, None, "chinese"),
        OccasionDraft("birthday", 1, 1, 0),
        OccasionDraft("birthday", 1, 1, -2696, "chinese"),
        OccasionDraft("birthday", 1, 1, 10000, "chinese"),
    ],
)
def test_days_that_there_are_not(occasion: OccasionDraft) -> None:
    assert not occasions.exists(occasion)
