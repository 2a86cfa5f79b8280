"""The properties of our own (rules/vcard/own.py) -> what they say of a contact."""

from collections.abc import Callable

from relkeeper.drafts import PropertyDraft
from relkeeper.importers.vcard.gathered import Gathered
from relkeeper.rules import cadence
from relkeeper.rules.vcard import own
from relkeeper.rules.vcard.content_lines import Property
from relkeeper.rules.vcard.names import one_line

Taker = Callable[[Gathered, Property], bool]


def _take_how_we_met(gathered: Gathered, prop: Property) -> bool:
    if gathered.how_we_met:
        return False
    gathered.how_we_met = prop.text
    return True


def _take_field(gathered: Gathered, prop: Property) -> bool:
    name, value = (*prop.parts(), "")[:2]
    name = one_line(name)
    if not name or name in gathered.fields or name in gathered.private_fields:
        return False
    (gathered.private_fields if own.is_private(prop) else gathered.fields)[name] = value
    return True


def _take_cadence(gathered: Gathered, prop: Property) -> bool:
    days = int(prop.text) if prop.text.isascii() and prop.text.isdigit() and len(prop.text) <= 5 else 0
    if not 1 <= days <= cadence.LONGEST:
        return False
    gathered.cadence_days = days
    return True


def _take_archived(gathered: Gathered, prop: Property) -> bool:
    gathered.archived = _is_true(prop)
    return gathered.archived


def _opt_out(flag: str) -> Taker:
    def take(gathered: Gathered, prop: Property) -> bool:
        if _is_true(prop):
            gathered.opt_outs.append(flag)
        return _is_true(prop)

    return take


def _take_uid(gathered: Gathered, prop: Property) -> bool:
    gathered.uids.append(prop.text)
    return True


def _take_kept(gathered: Gathered, prop: Property) -> bool:
    name, params, group, value = (*prop.parts(), "", "", "", "")[:4]
    if not name:
        return False
    gathered.kept.append(PropertyDraft(name, value, params, group))
    return True


def _is_true(prop: Property) -> bool:
    return prop.text.lower() == "true"


TAKERS: dict[str, Taker] = {
    own.HOW_WE_MET: _take_how_we_met,
    own.FIELD: _take_field,
    own.CADENCE: _take_cadence,
    own.ARCHIVED: _take_archived,
    own.UID: _take_uid,
    own.KEPT: _take_kept,
    **{name: _opt_out(flag) for flag, name in own.OPT_OUT_NAMES.items()},
}
