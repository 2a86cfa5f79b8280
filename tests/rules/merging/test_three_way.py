"""Three-way merging of fingerprints: laws, and who wins."""

from hypothesis import given
from hypothesis import strategies as st

from relkeeper.rules.merging.three_way import Changes, Fingerprint, changes, followed, items, merged, patched, values

FINGERPRINTS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from("abc"),
        "title": st.sampled_from("abc"),
        "phones": st.frozensets(st.sampled_from("1234"), min_size=1),
        "tags": st.frozensets(st.sampled_from("xyz"), min_size=1),
    },
)


@given(FINGERPRINTS, FINGERPRINTS)
def test_changes_lead_from_one_to_the_other(before: Fingerprint, now: Fingerprint) -> None:
    assert patched(before, changes(before, now), now) == now
    assert bool(changes(before, now)) == (before != now)


@given(FINGERPRINTS, FINGERPRINTS, FINGERPRINTS)
def test_both_sides_agree_afterwards_and_nothing_that_one_side_added_is_lost(
    base: Fingerprint, ours: Fingerprint, theirs: Fingerprint
) -> None:
    for prefer_theirs in (False, True):
        merge = merged(base, ours, base, theirs, prefer_theirs)
        here, there = patched(ours, merge.to_ours, theirs), patched(theirs, merge.to_theirs, ours)
        assert here == there
        added = (items(ours) | items(theirs)) - items(base)
        removed = items(base) - (items(ours) & items(theirs))
        assert items(here) == (items(base) | added) - removed
        standing = values(theirs if prefer_theirs else ours)
        assert {field: values(here).get(field) for field in merge.conflicts} == {
            field: standing.get(field) for field in merge.conflicts
        }


@given(FINGERPRINTS, FINGERPRINTS, FINGERPRINTS)
def test_what_one_side_alone_changed_goes_to_the_other_as_it_is(
    base: Fingerprint, other_base: Fingerprint, now: Fingerprint
) -> None:
    """Each side is compared with itself: that the two say things differently is no change."""
    assert merged(base, base, other_base, other_base) == (Changes(), Changes(), frozenset())
    merge = merged(base, base, other_base, now)
    assert not merge.to_theirs
    assert not merge.conflicts
    assert merge.to_ours.removed == items(other_base) - items(now)


def test_what_both_changed_alike_is_no_conflict() -> None:
    merge = merged({"title": "a"}, {"title": "b"}, {"title": "a"}, {"title": "b"})
    assert merge == (Changes(), Changes(), frozenset())


def test_a_value_that_one_side_took_away_and_the_other_changed() -> None:
    merge = merged({"title": "a"}, {}, {"title": "a"}, {"title": "b"})
    assert merge.conflicts == {"title"}
    assert merge.to_theirs.values == {"title"}
    assert not merge.to_ours


@given(FINGERPRINTS, FINGERPRINTS, FINGERPRINTS)
def test_only_what_is_still_said_is_followed(standing: Fingerprint, before: Fingerprint, after: Fingerprint) -> None:
    assert followed(before, before, after, after) == after
    assert followed(standing, before, before, after) == standing
    assert followed(standing, standing, after, standing) == standing
