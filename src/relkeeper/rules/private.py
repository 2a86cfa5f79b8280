"""What is private, and what a contact does not want."""

from collections.abc import Mapping

from relkeeper.errors import UsageError

# What stands where the words of a private entry are not shown, and where they were taken away for good.
HIDDEN = "[private]"
REMOVED = "[removed]"

# What a contact may not want, with the words for it: digests of occasions, exports for others, suggestions and classes,
# private notes.
OPT_OUTS: Mapping[str, str] = {
    "no_greetings": "no greetings",
    "no_sharing": "no sharing",
    "no_automation": "no automation",
    "no_sensitive": "no private notes",
}


def unwanted(number: int, name: str) -> UsageError:
    """The refusal to keep something private about a contact who does not want that."""
    return UsageError(f"#{number} {name} wants no private notes kept")
