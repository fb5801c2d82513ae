"""`python -m tests.bench.statutes`: how long the search takes among 20,000 articles, on SQLite or on DATABASE_URL."""

import os
import random
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from inspect_app import create_app
from inspect_app.config import Config
from inspect_app.rules.statute_search import sought
from inspect_app.store.base import db, transaction
from inspect_app.store.bulk_rows import add_row
from inspect_app.store.statute_search import find_articles
from inspect_app.store.statutes import StatuteArticle, StatuteFile, StatuteVersion

ARTICLES, STATUTES = 20_000, 40
WORDS = "民防工程维护管理单位应当按照规定保持良好使用状态罚款警告责令限期改正听证陈述申辩行政机关执法人员当事人"
QUERIES = [("罚款",), ("听证",), ("维护管理", "罚款"), ("的",), ("当事人有权",), ("没有这样的话",)]


def fill() -> list[StatuteVersion]:
    chance, versions = random.Random(7), []
    with transaction():
        for number in range(STATUTES):
            file = StatuteFile(id=uuid4(), title=f"{number}条例")
            version = StatuteVersion(id=uuid4(), file=file, number=1, in_force_on=date(2020, 1, 1), body={})
            version.sha256, version.source, version.imported_at = "", "", datetime.now(UTC)
            db.session.add(version)
            versions.append(version)
        db.session.flush()
        for place in range(ARTICLES):
            text = "".join(chance.choice(WORDS) for _ in range(chance.randint(40, 300)))
            if place % 50 == 0:
                text += "当事人有权要求听证，维护管理不善的处以罚款。"
            row = {"id": uuid4(), "version_id": versions[place % STATUTES].id, "place": place, "number": place + 1}
            add_row(StatuteArticle, {**row, "inserted": 0, "text": text, "sought": sought(text)})
    return versions


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/bench.sqlite"
        app = create_app(Config(Path(folder), url, "a key for measuring", rate_limits=False))
        with app.app_context():
            db.create_all()
            ids = [one.id for one in fill()]
            for words in QUERIES:
                begun = time.perf_counter()
                _found, total = find_articles(words, ids, limit=50)
                print(f"{(time.perf_counter() - begun) * 1000:7.1f} ms  {total:6} found  {' '.join(words)}")
            db.engine.dispose()


if __name__ == "__main__":
    main()
