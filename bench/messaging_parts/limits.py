"""What PostgreSQL itself does here: single rows by some clients, and a hundred rows a commit."""

import asyncio
import time

import asyncpg

TABLE = """
CREATE TABLE bench_row (id bigserial PRIMARY KEY, thread bigint, seq int, author bigint,
 text text, client uuid UNIQUE)
"""
ONE = "INSERT INTO bench_row (thread, seq, author, text, client) VALUES ($1, $2, $3, $4, $5)"
ONE_NEW = ONE.replace("$5", "gen_random_uuid()")
MANY = f"""
{ONE.split(" VALUES")[0]}
SELECT n, n, n, $2, gen_random_uuid() FROM generate_series(1, $1) n
"""


async def limits(url: str, seconds: float, text: str) -> dict[str, float]:
    """Rows a second: `1`, `8`, `32` clients that insert one row a commit, and `100 a commit`."""
    connection = await asyncpg.connect(url)
    await connection.execute("DROP TABLE IF EXISTS bench_row")
    await connection.execute(TABLE)
    found: dict[str, float] = {}
    for clients in (1, 8, 32):
        pool = [await asyncpg.connect(url) for _ in range(clients)]
        end = time.perf_counter() + seconds
        counts = await asyncio.gather(*(_insert(one, end, text) for one in pool))
        found[str(clients)] = sum(counts) / seconds
        for one in pool:
            await one.close()
    end, rows = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        await connection.execute(MANY, 100, text)
        rows += 100
    found["100 a commit"] = rows / seconds
    await connection.execute("DROP TABLE bench_row")
    await connection.close()
    return found


async def _insert(connection: asyncpg.Connection, end: float, text: str) -> int:
    """One client, one row a commit; how many."""
    count = 0
    while time.perf_counter() < end:
        await connection.execute(ONE_NEW, 1, 1, 1, text)
        count += 1
    return count
