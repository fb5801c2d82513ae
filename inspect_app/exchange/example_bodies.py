"""Bodies of messages as the description of the exchange shows them where a made-up one would say little."""

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
REPORTED = {
    "report": "01890a5d-ac96-774b-bcce-b302099a8057",
    "year": 2026,
    "month": 10,
    "number": 1,
    "note": "",
    "figures": [{"code": "visits", "query": "visits@1", "value": 212, "root": HASH}],
    "sha256": HASH,
    "signed_at": "2026-11-05T09:00:00+08:00",
    "signer": "检查员某",
}
ASKED = {
    "sample": "01890a5d-ac96-774b-bcce-b302099a8058",
    "report": "01890a5d-ac96-774b-bcce-b302099a8057",
    "code": "visits",
    "size": 3,
    "seed": "00112233445566778899aabbccddeeff",
}
GIVEN = {
    "sample": "01890a5d-ac96-774b-bcce-b302099a8058",
    "rows": [
        {"index": 17, "salt": HASH, "number": "", "kind": "计划检查", "on": "2026-10-12", "path": [HASH, HASH]}
    ],
}
PUBLISHED = {
    "edition": "01890a5d-ac96-774b-bcce-b302099a8057",
    "kind": "checklist",
    "code": "works-in-use",
    "number": 2,
    "title": "在用民防工程检查表",
    "note": "增加一项：平时使用备案",
    "adopt_from": "2026-12-01",
    "adopt_by": "2026-12-31",
    "content": {
        "code": "works-in-use",
        "title": {"zh": "在用民防工程检查表", "en": "Works in use"},
        "sections": [],
    },
    "files": [],
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "published_at": "2026-11-29T09:00:00+08:00",
}
ADOPTED = {
    "edition": "01890a5d-ac96-774b-bcce-b302099a8057",
    "outcome": "in_use",
    "from_on": "2026-12-01",
    "supplements": 1,
    "reason": "",
    "stated_at": "2026-12-01T08:00:00+08:00",
}
FILE = {
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "name": "a.pdf",
    "kind": "material",
}
LEAD = {
    "number": "2026-0001",
    "source": "群众反映",
    "summary": "车库的人防门被拆除",
    "place": "示例路9号",
    "party": "示例物业有限公司",
    "reference": "2026-15",
    "came_on": "2026-11-20",
    "work_number": "SJ-9001",
    "work_name": "示例地下车库",
    "work_address": "示例路9号",
    "note": "请核查并报告结果",
    "due_on": "2026-12-20",
    "files": [FILE],
    "case": {
        "number": "2026-0012",
        "stage": "调查中",
        "act": "RF49-3",
        "party_kind": "法人或者其他组织",
        "act_on": "2026-11-01",
        "found_on": "2026-11-20",
    },
}
LEAD_ACCEPTED = {"number": "SJ-2026-0009", "text": ""}
LEAD_RETURNED = {"number": "SJ-2026-0009", "text": "不在本区"}
TAKEOVER_ANSWERED = {"is_taken_over": True, "number": "SH-2026-0003", "text": ""}
STAGE = {
    "key": "case:01890a5d-ac96-774b-bcce-b302099a8057",
    "subject": "case",
    "step": "decide",
    "label": "作出处罚决定",
    "on": "2026-12-10",
    "number": "2026-0012",
    "fine_yuan": 10000,
    "effect": "report",
    "text": "",
}
LEAD_WITHDRAWN = {"text": "重复发出"}
URGED = {"text": "请尽快报告"}
QUESTION = {
    "text": "人防门由前任物业拆除的，责令谁改正？",
    "asked_at": "2026-11-20T09:00:00+08:00",
    "case_number": "2026-0012",
    "case_stage": "调查中",
    "case_act": "RF49-3",
    "case_party_kind": "单位",
    "case_party": "某××",
    "case_facts": "车库的人防门被拆除",
    "case_act_on": "2026-11-01",
    "case_found_on": "2026-11-20",
    "findings": ["车库的人防门被拆除"],
    "files": [FILE],
}
ANSWER = {
    "answer_id": "01890a5d-ac96-774b-bcce-b302099a8057",
    "title": "人防门由前任物业拆除的，责令谁改正？",
    "text": "责令现在负有维护责任的一方。",
    "articles": ["《中华人民共和国行政处罚法》第二十八条第一款"],
    "answered_at": "2026-11-21T09:00:00+08:00",
    "is_model": True,
}
WITHDRAWN = {"answer_id": "01890a5d-ac96-774b-bcce-b302099a8057", "reason": "法律已经修改"}
REMARK = {"remark_id": "01890a5d-ac96-774b-bcce-b302099a8058", "text": "先查维护协议", "who": "检查员某"}
