"""The file of the book."""

from datetime import date, datetime

from relkeeper.render.view import Field, Record
from relkeeper.render.words import size
from relkeeper.reports.file import FileInfo
from relkeeper.rules.day_words import describe


def _record(row: FileInfo, today: date) -> Record:
    counts = row.counts
    archived = f" and {counts.archived:,} archived" if counts.archived else ""
    attached = f"{counts.attachments:,}, {size(counts.attachment_bytes)}" if counts.attachments else ""
    last = datetime.fromisoformat(row.last_backup_at).astimezone() if row.last_backup_at else None
    return Record(
        title=row.path,
        fields=(
            Field("size", size(row.size)),
            Field("version", f"{counts.version}{', encrypted' if row.encrypted else ''}"),
            Field("contacts", f"{counts.contacts:,}{archived}"),
            Field("entries", f"{counts.entries:,}"),
            Field("attachments", attached),
            Field("history", f"{counts.operations:,} operations"),
            Field("backups", f"{row.backups} in {row.backup_folder}" if row.backups else "none yet"),
            Field("last backup", f"{describe(last.date(), today)} at {last:%H:%M}" if last else ""),
        ),
    )


VIEW = _record
