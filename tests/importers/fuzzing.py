"""How long the tests of readers look for bytes that break them."""

from hypothesis import settings

from tests.laws import examples

# Each reader is tried with much; what is to be found is found soon, or in the files of the corpus.
FEW = settings(max_examples=examples(100), deadline=None)
