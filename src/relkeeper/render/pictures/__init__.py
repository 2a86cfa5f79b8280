"""Pictures as SVG 1.1: values in, text out, the same text for the same values.

Each chart is one `<svg>` element for a page whose style sheet has `page_style()`; it scales, and says in its title and
description what it shows. What names and kinds say is escaped. `statistics_svg` is a file of its own.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from relkeeper.render.pictures import calendar, palette, relations, whole
from relkeeper.render.pictures import sparkline as sparklines
from relkeeper.render.pictures.elements import picture

if TYPE_CHECKING:
    from relkeeper.reports.statistics import Statistics


def page_style() -> str:
    """The CSS that a page needs for the charts it holds, light and dark."""
    return palette.for_page()


def heatmap(days: Mapping[date, int], first: date, last: date) -> str:
    """A calendar from `first` to `last`, its days shaded by their counts."""
    return picture(calendar.drawn(days, first, last))


def sparkline(values: Sequence[int]) -> str:
    """Counts as bars the size of a word, in under 600 bytes for a year of months."""
    return picture(sparklines.drawn(values))


def relations_graph(nodes: Mapping[int, str], edges: Sequence[relations.Edge]) -> str:
    """People by id with their names, and who is what to whom: `(1, 2, "spouse")` says that 2 is the spouse of 1."""
    return picture(relations.drawn(nodes, edges))


def statistics_svg(stats: "Statistics") -> str:
    """All of `stats` as one file."""
    return whole.drawn(stats)
