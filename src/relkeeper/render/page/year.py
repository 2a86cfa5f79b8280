"""The year, day by day."""

from collections.abc import Mapping
from datetime import date

from relkeeper.render.page.markup import Markup, element
from relkeeper.render.page.parts import nothing, section
from relkeeper.render.pictures import heatmap
from relkeeper.rules.plurals import counted


def year(days: Mapping[str, int], first: date, last: date) -> Markup:
    """On a narrow screen the calendar is scrolled by itself, and begins at its end."""
    total = sum(days.values())
    if not total:
        return section("year", "The year", "", nothing("Nothing happened in the last 52 weeks."))
    counts = {date.fromisoformat(day): count for day, count in days.items()}
    drawn = element(
        "div",
        Markup(heatmap(counts, first, last)),
        class_="wide calendar",
        tabindex="0",
        role="group",
        aria_label="Calendar of the year",
    )
    return section("year", "The year", counted(total, "entry", "entries"), drawn)
