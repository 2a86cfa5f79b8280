"""What fictional people talk about."""

from itertools import product
from random import Random

SUMMARIES = tuple(
    f"{what}, {detail}"
    for what, detail in product(
        (
            "tea and a long talk",
            "the plan for the garden",
            "the move to the new flat",
            "project review",
            "birthday wishes",
            "the draft of the second chapter",
            "weekend hike",
            "questions about the invoice",
            "old photos of the school trip",
            "a film neither of us liked",
        ),
        (
            "she will send the slides",
            "he is back on Monday",
            "nothing decided yet",
            "we meet again in spring",
            "the children are well",
            "the train was late",
        ),
    )
) + tuple(
    f"{what}，{detail}"
    for what, detail in product(
        ("聊了装修的进度", "毕业聚会的安排", "项目评审", "讨论合同草稿", "一起吃饭", "问候身体"),
        ("下周再联系", "他来订餐厅", "还没决定", "材料月底发来"),
    )
)
OUTCOMES = (
    "we start in May",
    "she sends the deck by Friday",
    "lunch next month",
    "I look for the photos",
    "no further step",
    "下个月再见",
    "他负责联系餐厅",
)
NOTES = (
    "Likes tea without sugar and long walks; never call before ten.",
    "Met at the sample fair, knows everybody at Placeholder Institute.",
    "Allergic to nuts.\nBorrowed the book about lighthouses.",
    "喜欢爬山和摄影，不吃辣。",
    "大学同学，住在示例路一号。",
)
_SENTENCES = (
    "We talked for a while about the weather, the garden and what the neighbours are building.",
    "The new flat has two rooms more than the old one, and a cellar that is dry at last.",
    "Work is much as before; the second project has begun and the first has not ended.",
    "In the end we agreed to meet again when the trees are green.",
    "他说最近工作很忙，孩子刚上小学，周末常去爬山。",
    "合同还要再改一遍，月底之前发给我。",
)


def bodies(random: Random, count: int = 400) -> list[str]:
    """Longer texts, of two to six sentences."""
    return ["\n".join(random.choices(_SENTENCES, k=random.randint(2, 6))) for _ in range(count)]
