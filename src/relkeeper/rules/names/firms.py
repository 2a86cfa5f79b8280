"""Words that stand in the names of organisations, and in those of people hardly ever.

Data only, and the one place for it. Latin words are folded, as `names.fold` writes them; Chinese ones stand in
simplified and traditional characters.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEGAL = _words(
    "ag bv co company corp corporation gmbh inc kg kgaa limited llc llp ltd ohg plc pty sa sarl se sl spa srl"
)
"""Legal forms, and what stands for one."""

ALSO_NAMES = _words("co sa se sl spa")
"""Of these, those that mean something else as often: Sá is a family name, CO is Colorado, a spa is a bath."""

KINDS = _words(
    "academy agency association bank college consulting engineering foundation group groups holding holdings hospital "
    "hochschule hotel industries institute lab laboratories laboratory labs media restaurant school society software "
    "solutions studio studios systems technologies technology universitat university verein"
)
"""What an organisation is."""

PARTS = _words("club office services shop team the")
"""In the names of organisations, and in titles and departments too."""

WORDS = LEGAL | KINDS | PARTS
"""All of them."""

CHINESE_LEGAL = _words(
    "公司 集团 集團 有限 股份 事务所 事務所 研究院 研究所 出版社 基金会 基金會 委员会 委員會 协会 協會 工作室 合作社"
)
"""Said of organisations only, wherever it stands."""

CHINESE_KINDS = _words(
    "大学 大學 学院 學院 学校 學校 中学 中學 小学 小學 银行 銀行 医院 醫院 酒店 饭店 飯店 餐厅 餐廳 商店 超市 药店 "
    "藥店 工厂 工廠 中心"
)
"""What an organisation is, at the end of its name."""

CHINESE = CHINESE_LEGAL | CHINESE_KINDS

CHINESE_SHORT = _words("店 厂 廠 部 村 镇 鎮 县 縣")
"""Behind one character that could be a family name: a shop or a place, and no given name."""
