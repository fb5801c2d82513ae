"""Coming back to see whether what an order told to correct has been corrected."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.chaos.officer import Officer, Paper, Site


def orders(officer: "Officer") -> list[tuple["Site", "Paper"]]:
    """Those that this officer has handed over and not yet come back to, each with its visit."""
    made = [(site, paper) for site in officer.sites.values() for paper in site.papers]
    return [(site, one) for site, one in made if one.kind == "order" and one.is_delivered and not one.is_checked]


def due(officer: "Officer") -> dict[str, Any]:
    """What a re-inspection says of itself, beside what every visit says; sometimes there is none to be made."""
    waiting = [(site, paper) for site, paper in orders(officer) if site.is_finished]
    if not waiting or officer.chance.random() < 0.5:
        return {}
    site, paper = officer.chance.choice(waiting)
    return {"work_id": site.work_id, "kind": "re_inspection", "order_id": paper.id}


def check(officer: "Officer", site: "Site") -> None:
    for _site, paper in orders(officer):
        if paper.id == site.order_id:
            corrected = officer.chance.random() < 0.7
            outcomes = [{"finding_id": one, "is_corrected": corrected} for one in paper.findings]
            officer.say("order_checked", site.id, order_id=paper.id, outcomes=outcomes)


def learn(officer: "Officer", order_id: str) -> None:
    next(paper for _site, paper in orders(officer) if paper.id == order_id).is_checked = True
