"""By what LinkedIn tells people: the address of their profile."""

import re

from relkeeper.rules import points

SERVICE = "linkedin"

_HOST = re.compile(r"https?://(?:[a-z]{2,3}\.)?linkedin\.com/")


def profile(url: str) -> str:
    """The address in one form, whatever the country and however it was copied; empty where there is none."""
    bare = points.normalise_url(url).partition("?")[0].rstrip("/") if url.strip() else ""
    return _HOST.sub("https://www.linkedin.com/", bare)
