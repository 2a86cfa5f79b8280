"""A contact as it is shown to a person; it loads neither report, because whoever lists contacts imports it, too."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from relkeeper.reports.contact import ContactDetails
    from relkeeper.reports.notes import NoteRow


class Shown(NamedTuple):
    """`noted` are the newest notes; of the other entries of the contact at most `entries` are shown."""

    contact: "ContactDetails"
    noted: "Sequence[NoteRow]"
    entries: int
