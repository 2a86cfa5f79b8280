"""What the classes of a picture look like, in light and in dark.

A file of its own holds plain values, because many programs that show SVG know no custom properties, and some no media
queries: those show it light. In a page the values are custom properties, which the page may set to others.

Text stands out from the ground at least 4.5 to 1 (WCAG 2.2, 1.4.3).
"""

from typing import NamedTuple

# What the system has, and where it has nothing for Chinese, what is often installed for it.
FONTS = 'system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif'


class Colour(NamedTuple):
    light: str
    dark: str


COLOURS = {
    "ground": Colour("#ffffff", "#14171c"),
    "ink": Colour("#1c2128", "#e3e7ec"),
    "quiet": Colour("#59626d", "#9aa4af"),
    "line": Colour("#d9dee4", "#333b45"),
    "shade-0": Colour("#eceff2", "#20262d"),
    "shade-1": Colour("#b9d9d3", "#1b4842"),
    "shade-2": Colour("#72b5aa", "#287568"),
    "shade-3": Colour("#2f8c7e", "#45a896"),
    "shade-4": Colour("#0c5a50", "#a3e6d8"),
    "series-0": Colour("#1f7a6d", "#4fb3a2"),
    "series-1": Colour("#b8741a", "#e0a04a"),
    "series-2": Colour("#4a6fb5", "#7f9fe0"),
    "series-3": Colour("#b5546c", "#d97f95"),
    "series-4": Colour("#7d6bb0", "#a897d8"),
    "series-5": Colour("#868f99", "#77818c"),
    "mark": Colour("#a8500a", "#f0a35e"),
}

# Each class paints by one rule: `{}` is the colour.
_RULES = (
    ("", "ink", "fill:{}"),
    (".quiet", "quiet", "fill:{}"),
    (".ground", "ground", "fill:{}"),
    (".label", "ground", "stroke:{};stroke-width:3;stroke-linejoin:round;paint-order:stroke"),
    (".grid", "line", "stroke:{};fill:none"),
    (".edge", "quiet", "stroke:{};stroke-width:.8;fill:none"),
    (".trend", "ink", "stroke:{};stroke-width:1.5;fill:none"),
    (".dot", "ink", "fill:{}"),
    (".mark", "mark", "stroke:{};stroke-dasharray:3 3;fill:none"),
    (".marked", "mark", "fill:{}"),
    # A round stroke of its own colour takes the edge off the corners.
    *(
        (f".s{shade}", f"shade-{shade}", "fill:{0};stroke:{0};stroke-width:2;stroke-linejoin:round")
        for shade in range(5)
    ),
    *((f".c{series}", f"series-{series}", "fill:{}") for series in range(6)),
)
_SHARED = (
    f".picture{{font-family:{FONTS};font-size:11px}}"
    ".picture .heading{font-size:14px;font-weight:600}.picture .title{font-size:20px;font-weight:600}"
    ".picture .small{font-size:9px}.picture .end{text-anchor:end}.picture .middle{text-anchor:middle}"
)


def for_file() -> str:
    """The style sheet of a picture that is a file of its own."""
    light = "".join(_rule(*rule, COLOURS[rule[1]].light) for rule in _RULES)
    dark = "".join(_rule(*rule, COLOURS[rule[1]].dark) for rule in _RULES)
    return f"{_SHARED}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def for_page() -> str:
    """The style sheet of pictures in a page, whose custom properties `--picture-NAME` the page may set again."""
    light = "".join(f"--picture-{name}:{colour.light};" for name, colour in COLOURS.items())
    dark = "".join(f"--picture-{name}:{colour.dark};" for name, colour in COLOURS.items())
    rules = "".join(_rule(*rule, f"var(--picture-{rule[1]})") for rule in _RULES)
    schemes = f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    return f"{schemes}.picture{{max-width:100%;height:auto}}{_SHARED}{rules}"


def _rule(selector: str, _: str, painting: str, colour: str) -> str:
    return f"{f'.picture {selector}'.rstrip()}{{{painting.format(colour)}}}"
