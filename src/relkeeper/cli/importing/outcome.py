"""What an import says when it is done."""

from typing import TYPE_CHECKING

from relkeeper.book import Book
from relkeeper.cli import output
from relkeeper.rules.plurals import counted

if TYPE_CHECKING:
    from relkeeper.importers import Sources
    from relkeeper.services.importing.gathering import Gathering
    from relkeeper.services.importing.peers import Unmatched
    from relkeeper.services.importing.report import Count, ImportReport

_MOST_TOLD = 10
_MOST_PROBLEMS = 50


def tell(book: Book, report: "ImportReport", *, dry_run: bool, json: bool) -> None:
    """Say what was taken in, what was not, and why."""
    if json:
        output.show(book, "importing", report, as_json=True)
    else:
        if dry_run and (report.changes or not _adds(report)):
            output.show(book, "importing", list(report.changes))
        if report.chats:
            output.show(book, "chats", list(report.chats))
    for problem in report.problems[:_MOST_PROBLEMS]:
        output.complain(f"{problem.file}: {problem.where}: {problem.message}")
    if len(report.problems) > _MOST_PROBLEMS:
        output.complain(f"... and {len(report.problems) - _MOST_PROBLEMS} more problems; --json lists all")
    for words in _remarks(report):
        output.complain(words)
    if not json:
        output.line(_summary(report, dry_run))


def tell_of_others(sources: "Sources", gathering: "Gathering") -> None:
    """Say how many files lay there that nobody reads. A photo that a chat names belongs to the chat."""
    named = {file.name for files in gathering.attached for file in files}
    if others := sum(name not in named for name in sources.beside):
        what = f"{counted(others, 'file')} beside {'it' if len(sources.found) == 1 else 'them'}"
        output.hint(f"{what} {'is' if others == 1 else 'are'} in no format known here.")


def _adds(report: "ImportReport") -> bool:
    """Whether entries, messages, files or follow-ups come in or change."""
    counts = (report.interactions, report.messages, report.attachments, report.follow_ups)
    return any(count.created or count.updated for count in counts)


def _remarks(report: "ImportReport") -> list[str]:
    """What was left out, and what was understood without being said."""
    said = [f"{notice.file}: {notice.message}" for notice in report.notices]
    if report.left_out:
        said.append(f"left out {counted(report.left_out, 'mail')} that no person wrote; --all takes them")
    said += [_left_out(stranger) for stranger in report.unmatched[:_MOST_TOLD]]
    if len(report.unmatched) > _MOST_TOLD:
        said.append(f"... and {len(report.unmatched) - _MOST_TOLD} more; --json lists all")
    return said


def _left_out(stranger: "Unmatched") -> str:
    """Who was left out, and what can be done about it."""
    called = " ".join(dict.fromkeys(filter(None, (stranger.name, stranger.handle))))
    about = f"{stranger.service} {called} ({counted(stranger.messages, 'message')})"
    perhaps = ", ".join(f"#{number}" for number in stranger.several)
    if stranger.group:
        return f"left out the group {about}: nobody of the book speaks in it; add whom you know, then again"
    if stranger.service == "email":
        mine = f"that may be {perhaps}" if perhaps else "no contact has this address"
        return f"left out {about}: {mine}; give it to a contact with edit --email, or --create"
    if perhaps:
        return f"left out {about}: that may be {perhaps}; say who with --with"
    return f"left out {about}: nobody of the book; say who with --with, or --create makes a contact"


def _summary(report: "ImportReport", dry_run: bool) -> str:
    begun = "Would import" if dry_run else "Imported"
    counts = (report.interactions, report.messages, report.attachments, report.contacts, report.follow_ups)
    if not any(map(any, counts)):
        return f"{begun} nothing of {counted(report.files, 'file')}."
    parts = [_changes("entries", report.interactions)] if any(report.interactions) else []
    if any(report.messages):
        parts.append(f"messages {report.messages.created} new, {report.messages.unchanged} known")
    if report.follow_ups.created:
        parts.append(f"follow-ups {report.follow_ups.created} added")
    if report.attachments.created:
        parts.append(f"files {report.attachments.created} kept")
    if report.timezone and report.messages.created:
        parts.append(f"times read as those of {report.timezone}")
    if any(report.contacts) or not parts:
        parts.insert(0, _changes("contacts", report.contacts))
    return f"{begun} {counted(report.files, 'file')}: {'; '.join(parts)}."


def _changes(what: str, count: "Count") -> str:
    return f"{what} {count.created} added, {count.updated} updated, {count.unchanged} unchanged"
