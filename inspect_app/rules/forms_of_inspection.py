"""The form that comes before a visit: 行政检查通知书, one for all departments that go together."""

from inspect_app.rules import paper_laws as law
from inspect_app.rules.numbers import FormKind
from inspect_app.rules.papers import PaperForm, Procedure, may, need, rows

FORMS = (
    PaperForm(
        "inspection_notice",
        "行政检查通知书",
        Procedure.INSPECTION,
        (
            need("recipient", "被检查人", law.WHOLE_PROCESS),
            need("work_name", "被检查的工程", law.WHOLE_PROCESS),
            need("work_address", "工程地址", law.WHOLE_PROCESS),
            need("inspection_kind", "检查种类", law.WHOLE_PROCESS),
            need("basis", "检查依据", law.WHOLE_PROCESS),
            need("matters", "检查事项", law.WHOLE_PROCESS),
            need("inspected_on", "检查时间", law.WHOLE_PROCESS),
            may("code_number", "检查码"),
            rows(
                "inspectors", "检查人员", {"name": "姓名", "badge_number": "执法证号", "department": "单位"},
                law.OFFICERS, least=2,
            ),
            need("rights", "权利义务告知", law.SHOW_CERTIFICATE),
        ),
        FormKind.INSPECTION_NOTICE,
    ),
)  # fmt: skip
