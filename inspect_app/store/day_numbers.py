"""The day in Shanghai of a moment, as the number that `date.toordinal` gives, reckoned by either database: to sort and compare."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class day_number(FunctionElement[int]):  # noqa: N801 - it is written like any function of SQL
    """NULL of NULL. China has had one time, eight hours ahead, since 1992."""

    type = Integer()
    inherit_cache = True


@compiles(day_number, "sqlite")
def _on_sqlite(element: day_number, compiler: Any, **kwargs: Any) -> str:
    moment = compiler.process(element.clauses, **kwargs)
    return f"CAST(julianday(date({moment}, '+8 hours')) - 1721424.5 AS INTEGER)"


@compiles(day_number, "postgresql")
def _on_postgresql(element: day_number, compiler: Any, **kwargs: Any) -> str:
    moment = compiler.process(element.clauses, **kwargs)
    return f"(CAST({moment} AT TIME ZONE 'Asia/Shanghai' AS DATE) - DATE '0001-01-01' + 1)"
