"""What relkeeper writes into its cards beside the standard (exporters/vcard/), and reads again (importers/vcard/).

| property                                | holds                                                               |
|-----------------------------------------|---------------------------------------------------------------------|
| X-RELKEEPER-HOW-WE-MET                  | a text                                                              |
| X-RELKEEPER-FIELD                       | a field of the user's own: its name; its value                      |
| X-RELKEEPER-CADENCE                     | the contact's own cadence in days                                   |
| X-RELKEEPER-ARCHIVED                    | `true`                                                              |
| X-RELKEEPER-NO-GREETINGS, -NO-... each  | `true`: what the contact does not want (rules/private.py)           |
| X-RELKEEPER-UID                         | a further UID, by which the contact is known to other programs      |
| X-RELKEEPER-KEPT                        | a property that cannot stand for itself: name; params; group; value |

Parameters: X-RELKEEPER-PRIVATE=true says that a NOTE or a field is private, X-RELKEEPER-ENTRY=UID that a NOTE is an
entry of the book and no note, X-RELKEEPER-DERIVED=true that an N was only made of the name, or a relation is that of
another contact, seen from this one; X-RELKEEPER-KIND says of which kind an X-ABDATE is, and in the user's word what a
RELATED is. X-RELKEEPER-UID and X-RELKEEPER-INVERSE belong to a relation (drafts.RelationDraft).
"""

from relkeeper.rules.private import OPT_OUTS
from relkeeper.rules.vcard.content_lines import Property

PREFIX = "X-RELKEEPER-"
HOW_WE_MET = f"{PREFIX}HOW-WE-MET"
FIELD = f"{PREFIX}FIELD"
CADENCE = f"{PREFIX}CADENCE"
ARCHIVED = f"{PREFIX}ARCHIVED"
UID = f"{PREFIX}UID"
KEPT = f"{PREFIX}KEPT"
OPT_OUT_NAMES = {flag: f"{PREFIX}{flag.upper().replace('_', '-')}" for flag in OPT_OUTS}

PRIVATE = f"{PREFIX}PRIVATE"
ENTRY = f"{PREFIX}ENTRY"
DERIVED = f"{PREFIX}DERIVED"
KIND = f"{PREFIX}KIND"
RELATED_UID = f"{PREFIX}UID"
INVERSE = f"{PREFIX}INVERSE"


def is_private(prop: Property) -> bool:
    """Whether a property is to be shown to nobody who did not ask for it."""
    return prop.header.first(PRIVATE).lower() == "true"
