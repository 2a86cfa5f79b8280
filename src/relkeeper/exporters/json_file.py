"""The book as one JSON document (RFC 8259): the shapes of `show --json`, with each interaction once.

`{"format": "relkeeper", "version": 1, "exported_at": ISO 8601, "contacts": [...], "interactions": [...],
"attachments": [...]}`; of attached files without their bytes.
"""

from datetime import datetime

from relkeeper import render
from relkeeper.reports.exporting import Export

VERSION = 1


def text(export: Export, now: datetime) -> str:
    """The document; `now` is aware local time."""
    contacts = [row._asdict() for row in export.contacts]
    for contact in contacts:
        del contact["interactions"]
    document = {
        "format": "relkeeper",
        "version": VERSION,
        "exported_at": now.isoformat(),
        "contacts": contacts,
        "interactions": export.interactions,
        "attachments": export.attachments,
    }
    return f"{render.json(document)}\n"
