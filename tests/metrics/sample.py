"""The sample cooperative as clean rows in a warehouse, without a workbook in between; and its rows as plain Python."""

from functools import cache

import duckdb
import pyarrow

from logbooks.catalogue import logbooks
from logbooks.warehouse.warehouse import Warehouse, create_tables, create_views, quoted
from sample_data.cooperative import logs
from sample_data.world import parameters

AS_OF = parameters()["as_of"]


@cache
def rows(seed: int = 1) -> dict[str, list[dict]]:
    """Every logbook as {canonical column: value}."""
    return logs(seed)


@cache
def sample(seed: int = 1, scale: int = 1) -> Warehouse:
    """A warehouse of the sample as of its declared day."""
    connection, row_id = duckdb.connect(), 0
    create_tables(connection)
    for name, found in (rows(seed) if scale == 1 else logs(seed, scale)).items():
        columns = {
            "row_id": [row_id + i for i in range(1, len(found) + 1)],
            "source": ["sample"] * len(found),
            "sheet": [name] * len(found),
            "row_no": list(range(2, len(found) + 2)),
            "doubtful": [False] * len(found),
        }
        row_id += len(found)
        for column in logbooks()[name].columns:
            if any(row.get(column.name) is not None for row in found):
                columns[column.clean_name] = [row.get(column.name) for row in found]
        if found:
            connection.register("found", pyarrow.table(columns))
            connection.execute(f"INSERT INTO clean.{quoted(name)} BY NAME SELECT * FROM found")
            connection.unregister("found")
    create_views(connection)
    return Warehouse(connection, f"sample {seed}", AS_OF)
