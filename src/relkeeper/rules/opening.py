"""Which attached files may be handed to the program that the system opens them with, and under what name.

What the system does with a file follows from the ending of its name, and what is in it was written by somebody else: so
only kinds that are looked at are opened, told by their bytes, under an ending of that kind. Programs, scripts, starters
and whatever is not known here are never opened; nor are web pages, since they run scripts and ask other machines for
pictures.
"""

from collections.abc import Mapping
from pathlib import PurePath

from relkeeper.rules.texts import file_names

# The first ending is the one that a name without any of them gets.
_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "text/plain": (".txt", ".text", ".log"),
    "text/csv": (".csv",),
    "text/tab-separated-values": (".tsv",),
    "text/markdown": (".md", ".markdown"),
    "text/calendar": (".ics",),
    "text/vcard": (".vcf",),
    "application/json": (".json",),
    "message/rfc822": (".eml",),
    "application/pdf": (".pdf",),
    "application/rtf": (".rtf",),
    "application/epub+zip": (".epub",),
    "application/msword": (".doc",),
    "application/vnd.ms-excel": (".xls",),
    "application/vnd.ms-powerpoint": (".ppt",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.oasis.opendocument.presentation": (".odp",),
    "application/zip": (".zip",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/apng": (".png", ".apng"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/tiff": (".tif", ".tiff"),
    "image/bmp": (".bmp",),
    "image/heic": (".heic",),
    "image/avif": (".avif",),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a",),
    "audio/aac": (".aac",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/x-flac": (".flac",),
    "audio/x-wav": (".wav",),
    "audio/amr": (".amr",),
    "video/mp4": (".mp4",),
    "video/x-m4v": (".m4v",),
    "video/3gpp": (".3gp",),
    "video/x-matroska": (".mkv",),
    "video/quicktime": (".mov",),
    "video/x-msvideo": (".avi",),
    "video/mpeg": (".mpg", ".mpeg"),
    "video/webm": (".webm",),
}
# Text that some system runs when it is opened: whoever named a file so may have meant that.
_RUN = frozenset({
    ".app", ".applescript", ".bash", ".bat", ".cmd", ".com", ".command", ".cpl", ".csh", ".desktop", ".exe", ".fish",
    ".hta", ".inf", ".jar", ".js", ".jse", ".ksh", ".lnk", ".msc", ".msi", ".pif", ".pl", ".ps1", ".psm1", ".py",
    ".pyw", ".rb", ".reg", ".run", ".scf", ".scr", ".sh", ".sct", ".terminal", ".tool", ".url", ".vb", ".vbe", ".vbs",
    ".webloc", ".wsf", ".wsh", ".zsh",
})  # fmt: skip


def opened_as(name: str, media_type: str) -> str | None:
    """The name under which a file of this kind is opened; None for one that must not be."""
    ending = PurePath(name).suffix.lower()
    endings = _ENDINGS.get(media_type)
    if endings is None or ending in _RUN:
        return None
    return file_names.safe(name if ending in endings else f"{name}{endings[0]}", f"file{endings[0]}")
