"""What a person writes into the forms by which the rulebook is amended."""

WHO = {"source": "沪民防规〔2026〕1号", "reviewer": "法制审核员"}
LINE = {
    "act": "TL43-3",
    "party": "organisation",
    "lighter_floor": "500",
    "lighter_cap": "1000",
    "ordinary_floor": "1000",
    "ordinary_cap": "2000",
    "heavier_floor": "2000",
    "heavier_cap": "5000",
    "mark": "v",
    "valid_from": "2026-01-01",
    "valid_to": "",
    **WHO,
}
FACTOR = {"code": "obstructed", "zh": "阻挠检查", "en": "Obstructed the inspection", "weighs": "heavier", **WHO}
