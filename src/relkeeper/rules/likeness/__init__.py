"""How likely two contacts are one person, and the evidence in words.

A `Profile` is what tells somebody from another: names in every spelling, contact points, birthday, organisation.
`likeness` scores two of them from 0 to 100 and says why; from `LIKELY` on, a person should look at the pair.
`contradictions` says what cannot be true of one person, whatever the two share.
`blocking_keys` finds the pairs worth comparing: two profiles that share no key are never `LIKELY`. `blocks` makes these
pairs of many profiles.
"""

from relkeeper.rules.likeness.blocking import Blocks, blocks
from relkeeper.rules.likeness.contradicting import contradictions
from relkeeper.rules.likeness.keys import blocking_keys
from relkeeper.rules.likeness.profiles import Profile, of_draft, profile
from relkeeper.rules.likeness.scoring import LIKELY, Likeness, likeness, promising

__all__ = [
    "LIKELY",
    "Blocks",
    "Likeness",
    "Profile",
    "blocking_keys",
    "blocks",
    "contradictions",
    "likeness",
    "of_draft",
    "profile",
    "promising",
]
