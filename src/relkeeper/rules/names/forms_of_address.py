"""Words around names that are no part of them: titles, degrees, generations, Chinese forms of address.

Data only, and the one place for it. Latin words are folded, as `names.fold` writes them; Chinese ones stand in
simplified and traditional characters.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BEFORE = _words(
    "dame dipl doctor dott dr frau herr ing lady lord madame mag miss mlle mme monsieur mr mrs ms mx prof professor "
    "rev sir sra"
)
"""Latin ones before a name."""

BEHIND = _words("bsc cfa cpa esq llm mba md msc phd pmp")
"""Degrees and the like behind a Latin name. No `ma` and no `ba`: Ma and Ba are family names."""

TITLES = BEFORE | BEHIND

GENERATIONS = {"jr": "Jr", "junior": "Jr", "sr": "Sr", "senior": "Sr", "ii": "II", "iii": "III", "iv": "IV"}
"""Folded, and as they are written."""

NEVER_GIVEN = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""Of the generations, those that are no given name: Junior is one in Brazil."""

CHINESE_OFFICES = _words(
    "经理 經理 总监 總監 工程师 工程師 主任 教授 讲师 講師 董事 总裁 總裁 副总 副總 主管 顾问 顧問 律师 律師 "
    "医师 醫師 医生 醫生 设计师 設計師 合伙人 合夥人 助理 秘书 秘書 会计 會計 专员 專員 代表 院长 院長 校长 校長 "
    "所长 所長 部长 部長 处长 處長 科长 科長 局长 局長 书记 書記 研究员 研究員 架构师 架構師 编辑 編輯 记者 記者 "
    "创始人 創始人 老师 老師 分析师 分析師 总编 總編 店长 店長 组长 組長 队长 隊長 厂长 廠長 会长 會長 博士 "
    "负责人 負責人 执行长 執行長 营销师 營銷師 策划 策劃"
)
"""What somebody is by profession; behind a name it is a form of address (张经理)."""

CHINESE = CHINESE_OFFICES | _words("先生 女士 小姐 太太 夫人 大夫 护士 護士 阿姨 叔叔 师傅 師傅 老板 老闆 同学 同學")
"""Whatever stands behind a name and is no part of it."""

CHINESE_SHORT = _words("总 總 哥 姐 弟 妹 叔 姨 婶 嬸 嫂 爷 爺 奶 导 導 董 工 局 处 處 队 隊 某 氏")
"""Behind a family name alone: 张总. At the end of a whole name they are part of it."""

CHINESE_BEFORE = _words("老 小 阿")
"""Before a family name alone: 老张, 小张."""
