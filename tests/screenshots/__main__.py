"""One day of the demonstration district, told with the real app; its pictures go to docs/pictures."""

import tempfile
from datetime import datetime
from pathlib import Path

from inspect_app.actions.demonstration_works import demonstration_id
from inspect_app.rules.calendar import SHANGHAI
from tests.screenshots.album import Album
from tests.screenshots.at_the_desk import Desk
from tests.screenshots.on_site import Today, an_earlier_order
from tests.screenshots.stage import Stage, stage

EARLIER = datetime(2026, 11, 9, 10, 5, tzinfo=SHANGHAI)
TODAY = datetime(2026, 11, 24, 9, 20, tzinfo=SHANGHAI)


def tell(built: Stage, album: Album, folder: Path) -> None:
    built.stand(TODAY)
    built.seed()
    work_id = built.work_of(demonstration_id("visit 0"))
    built.stand(EARLIER)
    built.server.start()
    Desk(built, album).approve(an_earlier_order(built, folder, work_id))
    built.stand(TODAY)
    built.server.start()
    today = Today(built, album, folder, work_id)
    visit_id = today.begin()
    today.look_around()
    today.penalise()
    today.order_and_finish()
    today.offline()
    today.online()
    desk = Desk(built, album)
    desk.first_page()
    desk.register(folder)
    desk.review(visit_id)
    desk.orders()
    desk.checklist()
    desk.file(today.decision_number)
    desk.across()
    desk.in_english(visit_id)


def main() -> None:
    album = Album()
    with tempfile.TemporaryDirectory() as name, stage(Path(name) / "stage") as built:
        tell(built, album, Path(name) / "photos")
    album.close()


if __name__ == "__main__":
    main()
