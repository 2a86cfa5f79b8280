"""The text of a PDF (ISO 32000), by pypdf, which is the extra `relkeeper[pdf]`: without it a PDF has no text here."""

import logging
import time
from io import BytesIO

try:
    import pypdf
except ImportError:
    pypdf = None  # type: ignore[assignment]

_MOST_PAGES = 500
# A hostile page can take minutes; whoever attaches a file waits for this.
_SECONDS = 10


def text(data: bytes, longest: int) -> str:
    """The text of the pages, as far as they can be read, until there are more than `longest` characters of it.

    Never raises for what is in the file.
    """
    if pypdf is None:
        return ""
    # It would tell stderr of each oddity.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    pages: list[str] = []
    ends = time.monotonic() + _SECONDS
    try:
        found = pypdf.PdfReader(BytesIO(data), strict=False).pages
        for number in range(min(len(found), _MOST_PAGES)):
            pages.append(found[number].extract_text())
            if sum(map(len, pages)) > longest or time.monotonic() > ends:
                break
    except Exception:  # noqa: BLE001 - a broken file makes it raise anything; what was read until then is kept
        return "\n".join(pages)
    return "\n".join(pages)
