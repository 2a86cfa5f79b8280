"""All targets by name. Apart, because making them imports every reader."""

from tests.fuzz import books, files, readers, words
from tests.fuzz.targets import Target

TARGETS: dict[str, Target] = {
    target.name: target
    for target in (*readers.targets(), *words.targets(), *files.targets(), *books.targets())
}  # fmt: skip
