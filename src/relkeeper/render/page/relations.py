"""Who belongs to whom: drawn, and as a list for those who read."""

from collections import Counter
from collections.abc import Mapping, Sequence

from relkeeper.render.page.markup import Markup, element
from relkeeper.render.page.parts import nothing, section, to_person
from relkeeper.render.pictures import relations_graph
from relkeeper.reports.page import PersonRow, TieRow

# More names than these cannot be told apart in one picture.
_DRAWN = 60


def relations(ties: Sequence[TieRow], people: Sequence[PersonRow]) -> Markup:
    """Relations between people of the page."""
    if not ties:
        return section("relations", "Relations", "", nothing("No relations between people are noted."))
    names = {row.contact.id: row.contact.name for row in people}
    listed = element("ul", (_tie(tie, names) for tie in ties), class_="ties")
    details = element("details", element("summary", "All relations as a list"), listed)
    return section("relations", "Relations", str(len(ties)), *_drawn(ties, names), details)


def _drawn(ties: Sequence[TieRow], names: Mapping[int, str]) -> list[Markup]:
    """The graph, of those with the most relations where not all can be told apart."""
    counts = Counter(number for tie in ties for number in tie[:2])
    shown = {number: names[number] for number, _ in counts.most_common(_DRAWN)}
    edges = [(tie.contact_id, tie.other_id, tie.kind) for tie in ties if {tie.contact_id, tie.other_id} <= shown.keys()]
    graph = Markup(relations_graph(shown, edges))
    drawn = element("div", graph, class_="wide graph", tabindex="0", role="group", aria_label="Relations, drawn")
    if len(counts) <= _DRAWN:
        return [drawn]
    words = f"Drawn are the {_DRAWN} people with the most relations, of {len(counts):,}."
    return [drawn, element("p", words, class_="count")]


def _tie(tie: TieRow, names: Mapping[int, str]) -> Markup:
    """`Ada Example: friend Grace Sampleton`."""
    one, other = (to_person(number, names[number]) for number in (tie.contact_id, tie.other_id))
    return element("li", one, element("span", f": {tie.kind} ", class_="kind"), other)
