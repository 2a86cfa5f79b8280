"""Where somebody lives, as a time zone: add, edit, show, undo."""

import pytest

from tests.conftest import Run


def told(run: Run, who: str = "ada") -> tuple[str, str | None]:
    shown = run(f"show {who} --json").json
    return shown["timezone"], shown["local_time"]


def test_a_zone_is_set_changed_taken_away_and_comes_back(run: Run) -> None:
    run("add 'Ada Example'")
    assert told(run) == ("", None)
    assert "time there" not in run("show ada").out
    run("edit ada --timezone 'new york'")
    assert told(run) == ("America/New_York", "2026-11-21T05:00-05:00")
    assert "time there: Sat 21 Nov 05:00 (America/New_York)\n" in run("show ada").out
    run("edit ada --timezone pacific/apia")
    assert "time there: Sat 21 Nov 23:00 (Pacific/Apia)\n" in run("show ada").out
    run("edit ada --org Examples")
    assert told(run)[0] == "Pacific/Apia"
    run("edit ada --timezone none")
    assert told(run) == ("", None)
    run("undo")
    assert told(run)[0] == "Pacific/Apia"


def test_it_is_another_day_there(run: Run) -> None:
    run("add 'Ada Example' --timezone Pacific/Kiritimati")
    assert "time there: Sun 22 Nov 00:00 (Pacific/Kiritimati)\n" in run("show ada").out


@pytest.mark.parametrize("zone", ["Europe/Pariss", "GMT+8", "'somewhere warm'", "nicosia"])
def test_what_is_no_zone_is_refused_and_nothing_is_written(run: Run, zone: str) -> None:
    run("add 'Ada Example' --timezone berlin")
    assert "Europe/" in run(f"edit ada --timezone {zone}", code=2).err
    assert "Europe/" in run(f"add Eve --timezone {zone}", code=2).err
    assert told(run)[0] == "Europe/Berlin"
    run("show eve", code=3)
