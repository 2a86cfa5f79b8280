"""The properties of one card -> a contact draft.

What the book has a place for goes there; everything else of the card is kept as a property, so that nothing is lost.
Some properties are in both: an N, ORG or ADR of which the book can hold only the sum (a name without its prefix, an
organisation without its departments, an address in one line) is kept too: the fuller form of what the draft says.

So is a contact point whose parameters say what the book cannot hold, or that goes before others of its kind.

Dropped are VERSION, properties without a value, parameters that only programs need (PID, ALTID), and the label of a
property that has taken it in.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from relkeeper.drafts import ContactDraft, OccasionDraft, PointDraft, PropertyDraft, RelationDraft
from relkeeper.importers.vcard import android
from relkeeper.importers.vcard.gathered import Gathered, NameOf, group_of, name_of
from relkeeper.importers.vcard.own import TAKERS as OUR_TAKERS
from relkeeper.rules import topics
from relkeeper.rules.names import display_names
from relkeeper.rules.vcard import dates, expertise, own, points, zones
from relkeeper.rules.vcard.content_lines import Property
from relkeeper.rules.vcard.names import in_reading_order, is_told_by, name_parts, one_line

# Of these a contact has one; the preferred one, or else the first that says anything.
_SINGLE = frozenset({"FN", "N", "ORG", "TITLE", "ROLE", "PRONOUNS"})
_LABEL = "X-ABLABEL"

_RELATIONS = {
    "X-SPOUSE": "spouse", "X-EVOLUTION-SPOUSE": "spouse", "X-MS-SPOUSE": "spouse", "X-WAB-SPOUSE_NAME": "spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse", "X-MANAGER": "manager", "X-EVOLUTION-MANAGER": "manager",
    "X-MS-MANAGER": "manager", "X-KADDRESSBOOK-X-MANAGERSNAME": "manager", "X-ASSISTANT": "assistant",
    "X-EVOLUTION-ASSISTANT": "assistant", "X-MS-ASSISTANT": "assistant",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant", "X-CHILD": "child", "X-MS-CHILD": "child",
}  # fmt: skip

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_NOTHING = re.compile(r"(?:[\s;,]|\\[nN])*+")
_INNER_CARD = re.compile(r"\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)


def contact_of(
    properties: Sequence[Property], line: int, name_of_card: NameOf
) -> tuple[ContactDraft | None, list[Property]]:
    """The contact on a card, or None where nothing on it names one; and the dates on it that were not understood.

    `name_of_card` gives the name on a card within this one, from its text.
    """
    gathered = Gathered(_chosen(properties), _labels(properties), name_of_card)
    for prop in properties:
        if prop.name in (_LABEL, "VERSION") or _NOTHING.fullmatch(prop.value):
            continue
        taker = _TAKERS.get(prop.name)
        if not (taker(gathered, prop) if taker is not None else _take_other(gathered, prop)):
            gathered.kept.append(_kept(prop))
    _keep_preferred(gathered)
    _keep_other_labels(gathered, properties)
    return _draft(gathered, line), gathered.no_dates


def _chosen(properties: Iterable[Property]) -> dict[str, Property]:
    chosen: dict[str, Property] = {}
    for prop in properties:
        name = name_of(prop)
        if name in _SINGLE and not _NOTHING.fullmatch(prop.value):
            known = chosen.get(name)
            if known is None or points.preference(prop.header) < points.preference(known.header):
                chosen[name] = prop
    return chosen


def _labels(properties: Iterable[Property]) -> dict[str, str]:
    found = (prop for prop in properties if prop.name == _LABEL and prop.header.group)
    return {group_of(prop): points.apple_label(prop.text) for prop in found}


def _keep_preferred(gathered: Gathered) -> None:
    """That one point goes before others says something only where there are others of its kind."""
    kinds = Counter(kind for kind, _, _ in {(point.kind, point.value, point.label) for _, point in gathered.points})
    gathered.kept += [_kept(prop) for kind, prop in gathered.preferred if kinds[kind] > 1]


def _keep_other_labels(gathered: Gathered, properties: Iterable[Property]) -> None:
    """A label is done with when its property has taken it in and is not kept itself."""
    done_with = gathered.labelled - {kept.group.lower() for kept in gathered.kept} - {""}
    gathered.kept += [
        _kept(prop)
        for prop in properties
        if prop.name == _LABEL and prop.value.strip() and group_of(prop) not in done_with
    ]


def _kept(prop: Property) -> PropertyDraft:
    return PropertyDraft(prop.name, prop.value, prop.header.params, prop.header.group)


def _draft(gathered: Gathered, line: int) -> ContactDraft | None:
    name = _display_name(gathered)
    if not name:
        return None
    aliases = dict.fromkeys((*gathered.aliases, *gathered.names))
    uids = [gathered.uid, *gathered.uids] if gathered.uids else []
    return ContactDraft(
        name=name,
        given_name=gathered.parts.given,
        family_name=gathered.parts.family,
        organization=gathered.organization,
        title=gathered.title,
        pronouns=gathered.pronouns,
        how_we_met=gathered.how_we_met,
        notes="\n\n".join(gathered.notes),
        aliases=tuple(alias for alias in aliases if alias != name),
        points=_in_order_of_preference(gathered.points),
        tags=tuple(dict.fromkeys(gathered.tags)),
        fields=tuple(gathered.fields.items()),
        occasions=tuple(dict.fromkeys(gathered.occasions)),
        relations=tuple(dict.fromkeys(gathered.relations)),
        properties=(*(PropertyDraft("UID", uid) for uid in dict.fromkeys(uids) if uid), *gathered.kept),
        uid=gathered.uid,
        line=line,
        private_notes="\n\n".join(gathered.private_notes),
        private_fields=tuple(gathered.private_fields.items()),
        cadence_days=gathered.cadence_days,
        archived=gathered.archived,
        opt_outs=tuple(dict.fromkeys(gathered.opt_outs)),
        timezone=gathered.timezone,
        topics=tuple(topics.distinct(gathered.topics).values()),
    )


def _display_name(gathered: Gathered) -> str:
    """The first that there is: FN, the parts of N, a nickname, the organisation, an e-mail, a phone, a handle."""
    points = _in_order_of_preference(gathered.points)
    named = gathered.chosen.get("FN")
    return display_names.first_of(
        one_line(named.text) if named is not None else "",
        in_reading_order(gathered.parts),
        aliases=gathered.aliases,
        organization=gathered.organization,
        points=points,
    )


def _in_order_of_preference(points: Iterable[tuple[int, PointDraft]]) -> tuple[PointDraft, ...]:
    ranked = sorted(points, key=lambda ranked: ranked[0])
    return tuple(dict.fromkeys(point for _, point in ranked))


def _take_other(gathered: Gathered, prop: Property) -> bool:
    kind = dates.kind_of(prop.name)
    if kind is not None:
        return _take_date(gathered, prop, kind)
    point = points.point_of(prop, gathered.labels.get(group_of(prop), ""))
    if point is None:
        return False
    gathered.labelled.add(group_of(prop))
    preference = points.preference(prop.header)
    gathered.points.append((preference, point))
    if points.says_more(prop, point) or (prop.name == "ADR" and not _is_told_by_line(prop)):
        return False
    if preference < points.NOT_PREFERRED:
        gathered.preferred.append((point.kind, prop))
    return True


def _is_told_by_line(prop: Property) -> bool:
    """Whether an address has one part only, and nothing beside it, so that the line says all."""
    return sum(map(any, prop.lists())) == 1 and not {"LABEL", "GEO", "TZ"} & prop.header.values.keys()


def _take_full_name(gathered: Gathered, prop: Property) -> bool:
    gathered.names.append(one_line(prop.text))
    return True


def _take_name(gathered: Gathered, prop: Property) -> bool:
    if not gathered.is_chosen(prop):
        return False
    if prop.header.first(own.DERIVED):
        return True
    gathered.parts = name_parts(prop)
    return is_told_by(prop, gathered.parts)


def _take_nickname(gathered: Gathered, prop: Property) -> bool:
    gathered.aliases += filter(None, map(one_line, prop.parts(",")))
    return True


def _take_organization(gathered: Gathered, prop: Property) -> bool:
    if not gathered.is_chosen(prop):
        return False
    units = [unit for unit in map(one_line, prop.parts()) if unit]
    gathered.organization = units[0] if units else ""
    return len(units) == 1 and "SORT-AS" not in prop.header.values


def _take_title(gathered: Gathered, prop: Property) -> bool:
    if not gathered.is_chosen(prop) or (prop.name == "ROLE" and "TITLE" in gathered.chosen):
        return False
    gathered.title = one_line(prop.text)
    return True


def _take_pronouns(gathered: Gathered, prop: Property) -> bool:
    if gathered.is_chosen(prop):
        gathered.pronouns = one_line(prop.text)
    return gathered.is_chosen(prop)


def _take_time_zone(gathered: Gathered, prop: Property) -> bool:
    """TZ (RFC 6350 section 6.5.1): the first name of a zone; an offset says too little, for it changes with summer."""
    zone = zones.name_of(prop)
    if not zone or gathered.timezone:
        return False
    gathered.timezone = zone
    return not zones.says_more(prop)


def _take_expertise(gathered: Gathered, prop: Property) -> bool:
    topic = expertise.topic_of(prop)
    if topic:
        gathered.topics.append(topic)
    return bool(topic) and not expertise.says_more(prop)


def _take_uid(gathered: Gathered, prop: Property) -> bool:
    gathered.uid = gathered.uid or prop.text
    return gathered.uid == prop.text


def _take_note(gathered: Gathered, prop: Property) -> bool:
    if not prop.header.first(own.ENTRY):
        (gathered.private_notes if own.is_private(prop) else gathered.notes).append(prop.text)
    return True


def _take_categories(gathered: Gathered, prop: Property) -> bool:
    """A tag is a word or a few: several come apart even where a program has escaped the commas between them."""
    pieces = (piece for part in prop.parts() for piece in part.split(","))
    gathered.tags += filter(None, map(one_line, pieces))
    return True


def _take_date(gathered: Gathered, prop: Property, kind: str) -> bool:
    ours = prop.header.first(own.KIND)
    kind = kind or gathered.label_for(prop) or "date"
    occasion = dates.occasion_of(prop, ours or kind)
    if occasion is None:
        if not dates.is_no_date_by_intent(prop):
            gathered.no_dates.append(prop)
        return False
    if ours:
        gathered.occasions.append(occasion)
        return True
    return _add_occasion(gathered, occasion)


def _add_occasion(gathered: Gathered, occasion: OccasionDraft) -> bool:
    """Nobody is born twice: a second birthday in the same calendar is kept as it is."""
    born = {known.calendar: known for known in gathered.occasions if known.kind == "birthday"}
    if occasion.kind == "birthday" and born.get(occasion.calendar, occasion) != occasion:
        return False
    gathered.occasions.append(occasion)
    return True


def _take_relation(gathered: Gathered, prop: Property) -> bool:
    kind = _RELATIONS.get(prop.name) or gathered.label_for(prop) or "related"
    return _relate(gathered, kind, prop)


def _take_related(gathered: Gathered, prop: Property) -> bool:
    """RELATED (RFC 6350 section 6.6.6): a name is a relation, a URI of another card is kept."""
    text = one_line(prop.text)
    if prop.header.first("VALUE").lower() != "text" and _URI.fullmatch(text):
        return False
    return _relate(gathered, prop.header.first(own.KIND) or ",".join(prop.header.types) or "related", prop)


def _relate(gathered: Gathered, kind: str, prop: Property) -> bool:
    """A relation to whom the value names, and to which contact that is, where relkeeper wrote it."""
    if not prop.header.first(own.DERIVED):
        of, inverse = prop.header.first(own.RELATED_UID), prop.header.first(own.INVERSE)
        gathered.relations.append(RelationDraft(kind, one_line(prop.text), uid=of, inverse=inverse))
    return True


def _take_agent(gathered: Gathered, prop: Property) -> bool:
    """AGENT (RFC 2426 section 3.5.4): a card, which is kept and whose name is a relation; a URI; or just a name."""
    # On one line the inner card is escaped as a text is; on lines of its own it is as it was.
    text = prop.value if "\n" in prop.value else prop.text
    is_card = _INNER_CARD.match(text) is not None
    name = gathered.name_of_card(text) if is_card else one_line(text)
    if name and (is_card or not _URI.fullmatch(name)):
        gathered.relations.append(RelationDraft("agent", name))
        return not is_card
    return False


def _take_android(gathered: Gathered, prop: Property) -> bool:
    match android.read_row(prop):
        case str() as nickname:
            gathered.aliases.append(nickname)
        case OccasionDraft() as occasion:
            return _add_occasion(gathered, occasion)
        case RelationDraft() as relation:
            gathered.relations.append(relation)
        case PointDraft() as point:
            gathered.points.append((points.NOT_PREFERRED, point))
        case None:
            return False
    return True


_TAKERS: dict[str, Callable[[Gathered, Property], bool]] = {
    "FN": _take_full_name,
    "CN": _take_full_name,
    "N": _take_name,
    "NICKNAME": _take_nickname,
    "ORG": _take_organization,
    "TITLE": _take_title,
    "ROLE": _take_title,
    "PRONOUNS": _take_pronouns,
    "TZ": _take_time_zone,
    "EXPERTISE": _take_expertise,
    "UID": _take_uid,
    "NOTE": _take_note,
    "CATEGORIES": _take_categories,
    "RELATED": _take_related,
    "X-ABRELATEDNAMES": _take_relation,
    **dict.fromkeys(_RELATIONS, _take_relation),
    "AGENT": _take_agent,
    "X-ANDROID-CUSTOM": _take_android,
    **OUR_TAKERS,
}
