"""Relations as properties: RELATED (RFC 6350 section 6.6.6), and X-ABRELATEDNAMES where that cannot say the kind.

Who it is stands there as text, which phones show, and not as the URI of a card, which they do not follow; our reader
finds the card by its UID beside it. RELATED has the standard's own words only: of a wife it says `spouse`, and the
exact word stands beside that for our reader.
"""

from relkeeper.exporters.vcard import lines
from relkeeper.exporters.vcard.lines import Content, Params
from relkeeper.reports.contact import RelationRow
from relkeeper.rules.relations import kinds
from relkeeper.rules.vcard import own

# The values of TYPE that the standard has for RELATED.
_STANDARD = frozenset({
    "contact", "acquaintance", "friend", "met", "co-worker", "colleague", "co-resident", "neighbor", "child", "parent",
    "sibling", "spouse", "kin", "muse", "crush", "date", "sweetheart", "me", "agent", "emergency",
})  # fmt: skip
# Our words for those that the standard calls otherwise.
_OTHERWISE = {"relative": "kin", "cousin": "kin", "roommate": "co-resident", "emergency contact": "emergency"}
_UNSAID = "related"
# What Apple's own labels name, which each program then shows in its user's language.
_OF_APPLE = frozenset({
    "assistant", "brother", "child", "father", "friend", "manager", "mother", "parent", "partner", "sister", "spouse",
})  # fmt: skip


def content(relation: RelationRow, version: str, uid: str, inverse: str | None) -> Content:
    """The property of a relation, which names the card with that `uid`, if any, and the inverse, if it is said.

    Without an inverse (None) the relation is another contact's, seen from this one: our reader passes over it.
    """
    params = [(own.RELATED_UID, uid)] if uid else []
    params += [(own.DERIVED, "true")] if inverse is None else [(own.INVERSE, inverse)] if inverse else []
    types = _types(relation.kind) if version == "4.0" else None
    if types is not None:
        return Content("RELATED", lines.text(relation.name), [("VALUE", "text"), *types, *params])
    label = f"_$!<{relation.kind.title()}>!$_" if relation.kind in _OF_APPLE else relation.kind
    return Content("X-ABRELATEDNAMES", lines.text(relation.name), params, "" if label == _UNSAID else label)


def _types(kind: str) -> Params | None:
    """The parameters that say a kind in the standard's words, and the exact one beside them; None where it has none."""
    if kind == _UNSAID:
        return []
    words = [_standard(word) for word in kind.split(",")]
    if not all(words):
        return None
    said = [("TYPE", word) for word in dict.fromkeys(words)]
    return said if ",".join(words) == kind and len(said) == len(words) else [*said, (own.KIND, kind)]


def _standard(kind: str) -> str:
    """The word of the standard for a kind, or for what it is too: a wife is a spouse; empty where there is none."""
    words = (kind, kinds.canonical(kind), kinds.general(kind))
    return next((word for each in words if (word := _OTHERWISE.get(each, each)) in _STANDARD), "")
