from relkeeper.render.pictures import statistics_svg
from relkeeper.reports.interactions import Named
from tests.render.pictures.reading import texts, told
from tests.render.pictures.samples import NOTHING, STATISTICS

HEADINGS = (
    "Entries by month", "Days with entries", "Entries by weekday and hour", "People by share", "Who reaches out",
    "Longest silences", "New contacts by month",
)  # fmt: skip


def test_everything_is_in_it_in_order() -> None:
    assert [text for text in texts(statistics_svg(STATISTICS)) if text in HEADINGS] == list(HEADINGS)


def test_what_has_nothing_to_show_is_left_out() -> None:
    assert [text for text in texts(statistics_svg(NOTHING)) if text in HEADINGS] == list(HEADINGS[:2])


def test_it_says_of_when_and_with_whom_it_is() -> None:
    one = statistics_svg(STATISTICS._replace(contact=Named(3, "样张三"), new_contacts=()))
    assert texts(one)[:2] == ["2026-09-01 to 2026-11-21, with 样张三", "100 entries on 3 days"]
    assert "People by share" not in texts(one)
    assert texts(statistics_svg(STATISTICS))[1] == "100 entries with 6 people on 3 days"


def test_a_long_name_does_not_run_out_of_it() -> None:
    name = "Grace Sampleton " * 9
    drawn = statistics_svg(STATISTICS._replace(contact=Named(6, name)))
    assert texts(drawn)[0].endswith("…")
    assert name in told(drawn)[0]


def test_of_many_years_the_calendar_shows_the_last() -> None:
    drawn = statistics_svg(STATISTICS._replace(since="2016-01-01"))
    assert "100 entries on 3 days from 2025-11-17 to 2026-11-21; the most on 2026-11-20: 59." in texts(drawn)
