"""Words of which each has one spelling: those known here, their synonyms, and further ones of the user."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from relkeeper.errors import UsageError


class Vocabulary(NamedTuple):
    """`noun` is what a word of it is, `example` some in a sentence, `setting` where the user's own are set."""

    noun: str
    known: Sequence[str]
    synonyms: Mapping[str, str]
    example: str
    setting: str

    def word(self, text: str) -> str:
        """A word in its one spelling; any word is taken. Raises UsageError for none or several."""
        folded = text.strip().casefold()
        if not folded or not all(char.isalnum() or char in "-_" for char in folded):
            raise UsageError(f"'{text}' is no {self.noun}; one word is expected, for example {self.example}")
        return self.synonyms.get(folded, folded)

    def parse(self, text: str, further: Sequence[str] = ()) -> str:
        """A word known here or among the user's `further` ones. Raises UsageError that proposes the nearest."""
        found = self.word(text)
        if (own := text.strip().casefold()) in further:
            return own  # though it may be a synonym here
        known = (*self.known, *further)
        if found in known:
            return found
        near = get_close_matches(found, (*known, *self.synonyms), n=1, cutoff=0.6)
        hint = f"did you mean {near[0]}? " if near else ""
        raise UsageError(
            f"there is no {self.noun} '{text}'; {hint}known are {', '.join(known)}; "
            f"add your own with: relkeeper config set {self.setting} {','.join((*further, found))}"
        )
