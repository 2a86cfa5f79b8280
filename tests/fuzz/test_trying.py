"""The fuzzing itself: what is a fault, and what is kept of one."""

import json
import time
from pathlib import Path

import pytest

from relkeeper.drafts import ContactDraft, OccasionDraft
from tests.fuzz import sanity
from tests.fuzz.limits import TooSlowError
from tests.fuzz.readers import NOW
from tests.fuzz.targets import Target
from tests.fuzz.trying import Trial, fault_of, smaller


def _fed(data: bytes) -> None:
    if b"bad" in data:
        raise ZeroDivisionError("it is bad")
    if b"slow" in data:
        while True:
            pass
    if b"wait" in data:
        time.sleep(60)


FED = Target("fed", _fed, lambda: [b"x"])


def test_an_error_is_a_fault_and_so_is_what_never_ends() -> None:
    assert fault_of(FED, b"good") is None
    assert fault_of(FED, b"a bad one") == ("ZeroDivisionError", "nothing of ours", "it is bad")
    for endless in (b"slow", b"wait"):
        slow = fault_of(FED, endless, 0.05)
        assert slow is not None
        assert slow.kind == TooSlowError.__name__


def test_a_fault_is_kept_once_and_small(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    attempt = Trial(FED, tmp_path, tmp_path / "current")
    for data in (b"good", b"this is a bad one", b"bad again"):
        attempt(data)
    attempt.save()
    (kept,) = tmp_path.glob("fed-*")
    assert kept.read_bytes() == b"bad"
    assert "('fed', b'bad')," in capsys.readouterr().out
    tally = json.loads((tmp_path / "fed.json").read_text())
    assert (tally["executions"], len(tally["faults"])) == (3, 1)


def test_made_smaller_while_it_is_the_same() -> None:
    assert smaller(b"aaaaxbbbbybbbb", lambda data: b"x" in data and b"y" in data) == b"xy"


@pytest.mark.parametrize(
    "record",
    [
        ContactDraft(" "),
        ContactDraft("Ada\0"),
        ContactDraft("Ada", notes="\ud800"),
        ContactDraft("Ada", notes="x" * 10_000),
        ContactDraft("Ada", occasions=(OccasionDraft("birthday", 13, 1),)),
        ContactDraft("Ada", occasions=(OccasionDraft("birthday", 12, 31, calendar="chinese"),)),
        ContactDraft("Ada", occasions=(OccasionDraft("birthday", 12, 31, 10_000),)),
    ],
)
def test_what_no_book_can_hold_makes_no_sense(record: ContactDraft) -> None:
    with pytest.raises(sanity.SenselessError):
        sanity.check(record, 100, NOW)


def test_what_a_book_can_hold_does() -> None:
    sanity.check(ContactDraft("Ada", occasions=(OccasionDraft("birthday", 2, 29),)), 100, NOW)
