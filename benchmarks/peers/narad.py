"""narad: named among the peers, but on no index that was asked; so nothing is known of its commands.

It is not installed where an index has it one day: what would answer to the name is not what was looked for. Look at it,
describe it as the others are, then name its series.
"""

from benchmarks.peers.peer import TASKS, Peer, absent

NARAD = Peer(
    name="narad",
    source="PyPI",
    package="narad",
    program="narad",
    storage="unknown",
    holds="unknown",
    unavailable="not to be had when it was looked for, in November 2026",
    lines={task: absent("its commands are not known here") for task in TASKS},
)
