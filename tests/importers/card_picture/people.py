"""Cards of people that do not exist, and what is to be read from each."""

from typing import NamedTuple


class Printed(NamedTuple):
    """What stands on a card; `style` is a key of STYLES and says how its lines are labelled."""

    name: str
    organization: str
    title: str
    style: str
    cell: str = ""
    work: str = ""
    fax: str = ""
    email: str = ""
    address: str = ""
    wechat: str = ""
    qq: str = ""
    url: str = ""

    @property
    def lines(self) -> list[str]:
        """The lines below the name, with their labels; a style may put two on one line."""
        form = STYLES[self.style]
        printed = {key: form[key].format(getattr(self, key)) for key in form if key in _KEYS and getattr(self, key)}
        joined = form.get("joined", "").split()
        if len(joined) == 2 and all(key in printed for key in joined):
            printed[joined[0]] = "    ".join(printed.pop(key) if key == joined[1] else printed[key] for key in joined)
        return list(printed.values())

    @property
    def fields(self) -> dict[str, str]:
        """What is to be read, without what the card does not say."""
        return {key: value for key, value in self._asdict().items() if value and key != "style"}


_KEYS = ("cell", "work", "fax", "email", "address", "wechat", "qq", "url")

STYLES: dict[str, dict[str, str]] = {
    "chinese": {
        "work": "电话：{}", "cell": "手机：{}", "fax": "传真：{}", "email": "邮箱：{}", "wechat": "微信：{}", "qq": "QQ：{}",
        "url": "网址：{}", "address": "地址：{}",
    },
    "spaced": {
        "cell": "手 机：{}", "work": "电 话：{}", "fax": "传 真：{}", "qq": "Q Q：{}", "wechat": "微信号：{}",
        "email": "电子邮箱：{}", "address": "地 址：{}", "url": "网 站：{}",
    },
    "both": {
        "cell": "手机/Mobile: {}", "work": "电话/Tel: {}", "fax": "传真/Fax: {}", "email": "邮箱/E-mail: {}",
        "wechat": "微信/WeChat: {}", "qq": "QQ: {}", "url": "网址/Web: {}", "address": "地址/Add: {}",
    },
    "words": {
        "address": "Address: {}", "work": "Tel: {}", "cell": "Mobile: {}", "fax": "Fax: {}", "email": "Email: {}",
        "wechat": "WeChat: {}", "qq": "QQ: {}", "url": "Web: {}",
    },
    "letters": {
        "work": "T: {}", "fax": "F: {}", "cell": "M: {}", "email": "E: {}", "url": "W: {}", "address": "A: {}",
        "wechat": "WeChat ID: {}", "joined": "work fax",
    },
    "bare": {"address": "{}", "work": "Phone {}", "cell": "Cell {}", "email": "{}", "url": "{}"},
    "plain": {"work": "{}", "cell": "{}", "email": "{}", "url": "{}", "address": "{}"},
}  # fmt: skip

PEOPLE = [
    Printed("样张三", "北京样本科技有限公司", "销售经理", "chinese", "138 0000 0101", "010-5555 0101", "010-5555 0102",
            "zhangsan@example.org", "北京市朝阳区样本路88号样例大厦1206室", "yangzhangsan", "100200301", "www.example.org"),
    Printed("李样本", "上海虚构信息技术有限公司", "高级工程师", "chinese", "139 0000 0102", "021-5555 0103", "",
            "li.yangben@example.com", "上海市浦东新区虚构路100弄5号", "li_yangben", "", "www.example.com"),
    Printed("王小样", "广州样品贸易集团", "总经理", "spaced", "13700000103", "020-55550104", "020-55550105",
            "wang@example.net", "广州市天河区样品大道一号", "", "100200303", ""),
    Printed("陈例", "样张大学计算机学院", "教授", "spaced", "136-0000-0104", "0571-5555 0106", "",
            "chenli@example.edu", "杭州市西湖区样张路388号", "chen-li-example", "", "www.example.edu"),
    Printed("欧阳范例", "深圳市范例电子股份有限公司", "技术总监", "both", "+86 135 0000 0105", "+86 755 5555 0107", "+86 755 5555 0108",
            "ouyang@example.org", "深圳市南山区范例路9号", "ouyangfanli", "100200305", "www.example.org"),
    Printed("赵样稿", "成都样稿文化传播有限责任公司", "设计总监", "both", "133 0000 0106", "", "",
            "zhao.yg@example.com", "成都市武侯区样稿街12号3栋", "zhaoyg2026", "", "http://example.com"),
    Printed("周模板", "模板律师事务所", "合伙人 律师", "chinese", "13900000107", "025-5555 0109 转 806", "025-5555 0110",
            "zhou@example.org", "南京市鼓楼区模板路66号模板中心20层", "", "", "www.example.org"),
    Printed("孙示例", "示例银行股份有限公司天津分行", "客户经理", "spaced", "158 0000 0108", "022-55550111", "",
            "sunshili@example.net", "天津市和平区示例道15号", "", "100200308", ""),
    Printed("Ada Example", "Example Engines Ltd", "Chief Engineer", "words", "+1 212 555 0110", "+1 212 555 0111 ext. 12",
            "+1 212 555 0112", "ada@example.org", "12 Sample Street, New York, NY 10001", "ada_example", "", "www.example.org"),
    Printed("Grace Sampleton", "Sampleton & Partners LLP", "Senior Partner", "letters", "+44 7700 900113", "+44 20 7946 0114",
            "+44 20 7946 0115", "grace.sampleton@example.com", "1 Fiction Lane, London EC1A 1BB", "", "", "www.example.com"),
    Printed("Bob Placeholder", "Placeholder Software Inc.", "Product Manager", "letters", "(212) 555-0116", "(212) 555-0117", "(212) 555-0118",
            "bob@example.net", "500 Imaginary Avenue, Suite 200, Springfield, IL 62701", "", "", "https://example.net/bob"),
    Printed("Erika Mustermann", "Musterfirma GmbH", "Vertriebsleiterin", "words", "+49 151 5550119", "+49 30 5550120", "+49 30 5550121",
            "e.mustermann@example.de", "Musterstraße 12, 10115 Berlin", "", "", "www.example.de"),
    Printed("Dr. Max Fictional", "Institute of Invented Sciences", "Research Director", "bare", "+1 617 555 0122", "+1 617 555 0123", "",
            "max.fictional@example.edu", "77 Nowhere Road, Cambridge, MA 02139", "", "", "www.example.edu"),
    Printed("Nora O'Sample", "Made-Up Media Group", "Account Executive", "plain", "+1 310 555 0124", "+1 310 555 0125", "",
            "nora@example.org", "900 Pretend Blvd, Los Angeles, CA 90001", "", "", "example.org"),
    Printed("TOM SPECIMEN", "SPECIMEN CONSULTING", "Consultant", "words", "+61 491 570 126", "+61 2 5550 0127", "",
            "tom.specimen@example.com", "Level 3, 20 Dummy Street, Sydney NSW 2000", "", "", ""),
    Printed("林虚构 Lynn Lin", "虚构国际物流有限公司", "市场部经理 Marketing Manager", "both", "+86 186 0000 0128", "0592-5555 0129", "0592-5555 0130",
            "lynn.lin@example.com", "厦门市思明区虚构路7号", "lynn_lin", "", "www.example.com"),
    Printed("何样例 Henry He", "样例投资管理有限公司", "投资总监", "both", "+86 177 0000 0131", "+86 10 5555 0132", "",
            "henry.he@example.org", "北京市海淀区样例街3号院", "henryhe", "", "www.example.org"),
    Printed("黄假名", "Pseudonym Technologies Co., Ltd.", "Sales Director", "words", "+852 5555 0133", "+852 5555 0134", "",
            "huang@example.hk", "8 Alias Road, Kowloon, Hong Kong", "", "", "www.example.hk"),
]  # fmt: skip
