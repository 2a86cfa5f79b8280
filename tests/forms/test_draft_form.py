"""The form of a contact that is not in the book yet: what is not changed in it comes back as it was."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from relkeeper.drafts import ContactDraft, PointDraft
from relkeeper.errors import UsageError
from relkeeper.forms import contact

DRAFT = ContactDraft(
    name="样张三",
    given_name="张三",
    organization="样本科技",
    title="销售总监",
    notes="first\nsecond",
    aliases=("San Zhang",),
    points=(
        PointDraft("phone", "138 0000 0101", "cell"),
        PointDraft("phone", "+86 10 5555 0101", "work,fax"),
        PointDraft("email", "zhang@example.org"),
        PointDraft("url", "http://example.org"),
        PointDraft("address", "北京市: 样本路 88 号"),
        PointDraft("wechat", "yang_zhangsan"),
    ),
    fields=(("room", "1206"),),
)


def test_a_form_that_nobody_changed_is_the_same_contact() -> None:
    assert contact.read(contact.write_draft(DRAFT)).onto(DRAFT) == DRAFT


@given(
    st.builds(
        PointDraft,
        st.sampled_from(["phone", "address", "wechat"]),
        st.from_regex(r"[0-9A-Za-z:+-]{1,20}", fullmatch=True).map(str.strip).filter(bool),
        st.sampled_from(["", "cell", "work,fax"]),
    )
)
@example(PointDraft("phone", "A:", ""))  # without a label, and what looks like one
def test_each_point_comes_back(point: PointDraft) -> None:
    draft = replace(DRAFT, points=(point,))
    assert contact.read(contact.write_draft(draft)).draft.points == (point,)


def test_what_was_changed_is_taken_and_a_mistake_named() -> None:
    form = contact.write_draft(DRAFT)
    assert contact.read(form.replace("销售总监", "教授")).onto(DRAFT).title == "教授"
    with pytest.raises(UsageError, match="no e-mail address"):
        contact.read(form.replace("zhang@", "zhang at ")).onto(DRAFT)
