"""The programs, relkeeper first."""

from benchmarks.peers.abook import ABOOK
from benchmarks.peers.birthdays import BIRTHDAYS
from benchmarks.peers.hermitcrm import HERMITCRM
from benchmarks.peers.khard import KHARD
from benchmarks.peers.narad import NARAD
from benchmarks.peers.relkeeper import RELKEEPER
from benchmarks.peers.taskwarrior import TASKWARRIOR

PEERS = {peer.name: peer for peer in (RELKEEPER, KHARD, NARAD, HERMITCRM, BIRTHDAYS, TASKWARRIOR, ABOOK)}

OURS = RELKEEPER.name
"""The one that the others stand beside."""
