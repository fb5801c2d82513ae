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
    "signer": "检查员甲",
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
