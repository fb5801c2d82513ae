"""A statute that nobody passed, in the format of the real ones, which never lie in this project."""

from inspect_app.rules.statute_reading import read_statute
from inspect_app.rules.statute_texts import Statute

TITLE = "某市地下停车示范条例"
FIRST = """# 某市地下停车示范条例

2020年3月1日 某市人民代表大会常务委员会第一次会议通过

<!-- INFO END -->

## 第一章  总则

第一条 为了规范地下停车，制定本条例。

第二条 本条例适用于某市的地下停车场。

车主应当爱护设施。

## 第二章  管理

### 第一节  日常

第三条 管理单位应当履行下列职责：

（一）保持照明；

（二）保持通道畅通，包括：

1．主通道；

2．疏散通道；

（三）每月检查一次。

管理单位可以收取不超过五元的费用。

### 第二节  处罚

第四条 违反本条例第三条规定的，处以一千元以下罚款。

## 第三章  附则

第五条 本条例自2020年5月1日起施行。
"""
SECOND = (
    FIRST.replace(
        "会议通过\n",
        "会议通过\n\n2023年6月1日 某市人民代表大会常务委员会第九次会议《关于修改〈某市地下停车示范条例〉的决定》修正\n",
    )
    .replace("处以一千元以下罚款", "处以二千元以上五千元以下罚款")
    .replace("### 第二节", "第三条之一 管理单位应当在入口公布车位数。\n\n### 第二节")
)
"""An amendment: an inserted article, a higher fine, and the first day of the first version still in the text."""


def statute(text: str = FIRST) -> Statute:
    read, faults = read_statute(text)
    assert not faults, [(one.row, one.refusal.sentence) for one in faults]
    return read
