"""The plot of how commands grow, as SVG. It brings its own ground, so that it reads alike in light and dark."""

import re
from collections.abc import Callable, Mapping, Sequence
from math import log10
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot
from matplotlib.ticker import LogLocator

from benchmarks.growth_table import PYTHON, Step

# The same figures are the same file: no date, and ids that are not drawn by lot.
mpl.rcParams.update({"svg.hashsalt": "relkeeper", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10})
_NO_DATE = {"Date": None, "Creator": "relkeeper", "Title": "What commands cost as a book grows"}

_GROUND, _INK, _GRID = "#fbfaf7", "#26282c", "#dcd9d1"
_SCREENFUL, _ALL, _SEARCH, _WRITES, _BESIDE = "#1f6fb4", "#c2410c", "#5b3fa8", "#27763d", "#6b6f76"
_KINDS: Mapping[str, str] = {
    "a screenful": _SCREENFUL,
    "everybody": _ALL,
    "a search": _SEARCH,
    "a write": _WRITES,
    "beside them": _BESIDE,
}
_STARTS = {
    "overdue --limit": _ALL,
    "overdue": _ALL,
    "agenda": _ALL,
    "suggest": _ALL,
    "stats": _ALL,
    "search": _SEARCH,
    "log": _WRITES,
    "add": _WRITES,
    PYTHON: _BESIDE,
}
_ELSEWHERE = re.compile(r"<!DOCTYPE[^>]*>\s*|<metadata>.*?</metadata>\s*", re.DOTALL)
# The least distance of two labels, as a share of the height of the plot.
_APART = 0.036
_FILE, _MOST = "the file", "most memory"


def draw(steps: Sequence[Step], path: Path) -> None:
    """Write the picture: time above, memory and size below, both axes logarithmic."""
    figure, (time, space) = pyplot.subplots(
        2, 1, figsize=(9, 9.6), height_ratios=(3, 1), sharex=True, facecolor=_GROUND
    )
    lines = {name: [each.costs[name].cpu for each in steps] for name in steps[0].costs}
    _panel(time, steps, lines, _colour, "CPU, milliseconds", (1, 2, 5))
    _panel(space, steps, _spaces(steps), lambda name: _BESIDE if name == _FILE else _ALL, "megabytes", (1,))
    books = [f"{each.contacts:,}\n{each.interactions:,}" for each in steps]
    space.set_xticks([each.contacts for each in steps], books)
    space.set_xlabel("contacts, and entries about them", color=_INK)
    time.set_title("What commands cost as a book grows", color=_INK, loc="left", fontweight="bold", pad=24)
    for place, (kind, colour) in enumerate(_KINDS.items()):
        time.text(place * 0.19, 1.02, f"● {kind}", color=colour, transform=time.transAxes)
    figure.subplots_adjust(left=0.08, right=0.74, top=0.93, bottom=0.08, hspace=0.08)
    figure.savefig(path, format="svg", facecolor=_GROUND, metadata=_NO_DATE)
    pyplot.close(figure)
    # Both name pages elsewhere; what shows the picture needs neither.
    path.write_text(_ELSEWHERE.sub("", path.read_text("utf-8")), "utf-8")


def _spaces(steps: Sequence[Step]) -> dict[str, list[float]]:
    most = [max(cost.peak for cost in each.costs.values()) for each in steps]
    return {_FILE: [each.size for each in steps], _MOST: most}


def _colour(name: str) -> str:
    return next((colour for start, colour in _STARTS.items() if name.startswith(start)), _SCREENFUL)


def _panel(
    axes: Any,
    steps: Sequence[Step],
    lines: Mapping[str, list[float]],
    colour: Callable[[str], str],
    unit: str,
    ticks: Sequence[int],
) -> None:
    axes.set_facecolor(_GROUND)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.grid(visible=True, color=_GRID, linewidth=0.7)
    axes.minorticks_off()
    axes.yaxis.set_major_locator(LogLocator(subs=ticks))
    axes.tick_params(colors=_INK, length=0)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_ylabel(unit, color=_INK)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.10g}")
    contacts = [each.contacts for each in steps]
    for name, values in lines.items():
        axes.plot(contacts, values, color=colour(name), linewidth=1.6, marker="o", markersize=3)
    low, high = axes.get_ylim()
    ends = {name: (log10(values[-1]) - log10(low)) / (log10(high) - log10(low)) for name, values in lines.items()}
    height = axes.get_position().height
    for name, place in parted(ends, _APART * 0.6 / height).items():
        _label(axes, name, (contacts[-1], lines[name][-1]), place, colour(name))


def _label(axes: Any, name: str, end: tuple[float, float], place: float, colour: str) -> None:
    """The name at the right, at its own height, with a thin line to where its curve ends."""
    text = f"{name}, {end[1]:,.0f}"
    arrow = {"arrowstyle": "-", "color": colour, "linewidth": 0.6, "shrinkA": 1, "shrinkB": 2, "relpos": (0, 0.5)}
    axes.annotate(
        text, end, xytext=(1.035, place), textcoords="axes fraction", color=colour, va="center", arrowprops=arrow
    )


def parted(places: Mapping[str, float], apart: float) -> dict[str, float]:
    """The places, moved as little as need be so that no two are nearer than that; they keep their order."""
    ordered = sorted(places, key=lambda name: places[name])
    groups: list[tuple[float, list[str]]] = []
    for name in ordered:
        middle, names = places[name], [name]
        # Labels that would touch become one group, around the middle of where they wish to be.
        while groups and middle - groups[-1][0] < apart * (len(names) + len(groups[-1][1])) / 2:
            names = groups.pop()[1] + names
            middle = sum(places[each] for each in names) / len(names)
        groups.append((middle, names))
    return {
        name: middle + apart * (number - (len(names) - 1) / 2)
        for middle, names in groups
        for number, name in enumerate(names)
    }
