"""Runs all measurements and prints the table. Each figure stands beside what it is measured against, from this run."""

from __future__ import annotations

import asyncio
import itertools
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from tests.bench import reloads
from tests.bench.content import content_rows
from tests.bench.learners import MODULE, QUESTIONS, Signed, prepare
from tests.bench.load import Connection, Outcome, Request, get, post, run
from tests.bench.row import Row
from tests.bench.servers import Server, bare, product
from tests.bench.statistics import ATTEMPTS, seconds_of_statistics

CONNECTIONS = 16
LESSON = f"/learn/en/worker/{MODULE}/daily-meeting"
PAGES_EACH, ANSWERS, WHOLE_ATTEMPTS, WARMING = 500, 3_200, 144, 32
HTMX = "hx-request: true\r\n"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        learners = prepare(folder, 2 * ANSWERS // QUESTIONS + WHOLE_ATTEMPTS)
        rows = [*_lesson_rows(folder, learners), *_answer_rows(folder, learners), *content_rows(folder)]
        rows.append(_reload_row(folder, learners[0]))
        rows.append(_statistics_row(folder / "statistics"))
    print("| Operation (one process, 16 connections) | Measured | Reach | |")
    print("|---|---|---|---|")
    print(*rows, sep="\n")


def _lesson_rows(folder: Path, learners: list[Signed]) -> Iterator[Row]:
    with product(folder) as server:
        yield Row("start-up, content loaded", f"{server.started_in:.2f} s", "<= 1.5 s", server.started_in <= 1.5)
        fresh = server.pss()
        yield Row("memory (PSS), fresh", f"{fresh} MB", "<= 120 MB", fresh <= 120)
        yield _weight(server, learners[0])
        ours = _cpu_each(server, get(LESSON, learners[0].cookie))
    with bare("hello") as server:
        hello = _cpu_each(server, get("/hello"))
    share = hello / ours
    words = f"{1 / ours:,.0f}/s of {1 / hello:,.0f}/s = {share:.0%}"
    yield Row("lesson page, signed in, of Starlette's hello (by server CPU)", words, ">= 45 %", share >= 0.45)


def _answer_rows(folder: Path, learners: list[Signed]) -> Iterator[Row]:
    count = ANSWERS // QUESTIONS
    ours, theirs, whole = learners[:count], learners[count : 2 * count], learners[2 * count :]
    with product(folder) as server:
        outcome = asyncio.run(run(server.port, CONNECTIONS, _split(_answers(ours))))
        assert set(outcome.statuses) == {303}, outcome.statuses
        asyncio.run(_whole_attempts(server.port, whole[:WARMING]))  # templates are compiled when first asked for
        before = server.cpu()
        asyncio.run(_whole_attempts(server.port, whole[WARMING:]))
        each = (server.cpu() - before) / len(whole[WARMING:]) * 1000
        memory = server.pss()
    database = str(folder / "score.sqlite3")
    with bare("answers", BENCH_DATABASE=database) as server:
        by_hand = asyncio.run(run(server.port, CONNECTIONS, _split(_bare_answers(theirs))))
    yield _answer_row(outcome, by_hand)
    tail = outcome.percentile(0.99) / outcome.percentile(0.5)
    words = f"p50 {outcome.percentile(0.5) * 1000:.1f} ms, p99 {outcome.percentile(0.99) * 1000:.1f} ms: {tail:.1f}x"
    yield Row("its slowest answers", words, "p99 <= 5x p50", tail <= 5)
    yield Row("whole 10-question attempt, start to result", f"{each:.1f} ms CPU", "<= 20 ms (aim 13)", each <= 20)
    yield Row("memory (PSS), after the load, before any PDF", f"{memory} MB", "<= 200 MB", memory <= 200)


def _reload_row(folder: Path, learner: Signed) -> Row:
    calm, busy = reloads.measure(folder, learner)
    more = (busy.percentile(0.99) - calm.percentile(0.99)) * 1000
    words = f"p99 {busy.percentile(0.99) * 1000:.1f} ms with, {calm.percentile(0.99) * 1000:.1f} ms without"
    operation = f"lesson pages, {reloads.PACE}/s, while content is loaded again every {reloads.BETWEEN:.0f} s"
    return Row(operation, words, f"<= {reloads.REACH_MS:.0f} ms more", more <= reloads.REACH_MS)


def _statistics_row(folder: Path) -> Row:
    seconds = seconds_of_statistics(folder)
    operation = f"statistics of a module, {ATTEMPTS:,} attempts with {ATTEMPTS * QUESTIONS:,} answers"
    return Row(operation, f"{seconds:.1f} s CPU", "<= 2 s", seconds <= 2)


def _answer_row(ours: Outcome, by_hand: Outcome) -> Row:
    mine, theirs = ours.count / ours.wall, by_hand.count / by_hand.wall
    words = f"{mine:,.0f}/s of {theirs:,.0f}/s = {mine / theirs:.0%}"
    return Row(
        "durable answer (plain form), of a bare one-writer loop with the same SQL by hand",
        words,
        ">= 35 %",
        mine / theirs >= 0.35,
    )


def _cpu_each(server: Server, request: Request) -> float:
    """Give the seconds of processor time that one request takes: one process can answer the inverse of it a second.

    Rates would measure the load's own Python as much as the server: with two cores it is the slower of the two.
    """
    sources = (itertools.repeat(request, PAGES_EACH) for _ in itertools.count())
    asyncio.run(run(server.port, CONNECTIONS, iter(itertools.repeat(request, 50) for _ in itertools.count())))
    before = server.cpu()
    outcome = asyncio.run(run(server.port, CONNECTIONS, sources))
    assert set(outcome.statuses) == {200}, outcome.statuses
    return (server.cpu() - before) / outcome.count


def _answers(learners: list[Signed]) -> Iterator[Request]:
    for position in range(1, QUESTIONS + 1):
        for each in learners:
            path = f"/attempts/{each.attempt}/questions/{position}/responses"
            yield post(path, f"response_id={uuid4()}&not_sure=1", each.cookie)


def _bare_answers(learners: list[Signed]) -> Iterator[Request]:
    for position in range(1, QUESTIONS + 1):
        for each in learners:
            yield post(f"/{each.attempt.hex}/{position}", f"response_id={uuid4()}&not_sure=1", each.cookie)


def _split(requests: Iterator[Request]) -> Iterator[Iterator[Request]]:
    """Let the connections share one row of requests: each takes the next one as it comes free."""
    return itertools.repeat(requests)


async def _whole_attempts(port: int, learners: list[Signed]) -> None:
    waiting = iter(learners)
    await asyncio.gather(*(_one_after_another(port, waiting) for _ in range(CONNECTIONS)))


async def _one_after_another(port: int, learners: Iterator[Signed]) -> None:
    connection = await Connection.open(port)
    for each in learners:
        await _whole_attempt(connection, each.cookie)
    connection.close()


async def _whole_attempt(connection: Connection, cookie: str) -> None:
    """Do as a browser with htmx does: start, then for each question its page and its answer, then the result."""
    status, head, _ = await connection.ask(post(f"/modules/{MODULE}/attempts", "", cookie))
    attempt = _location(head)
    for position in range(1, QUESTIONS + 1):
        status, _, _ = await connection.ask(get(f"{attempt}/questions/{position}", cookie))
        assert status == 200
        answer = f"response_id={uuid4()}&not_sure=1"
        status, _, _ = await connection.ask(
            post(f"{attempt}/questions/{position}/responses", answer, cookie, more=HTMX)
        )
        assert status == 200
    status, _, _ = await connection.ask(get(attempt, cookie))
    assert status == 200


def _location(head: bytes) -> str:
    found = re.search(rb"\r\nlocation: (\S+)", head)
    assert found, head
    return found.group(1).decode()


def _weight(server: Server, learner: Signed) -> Row:
    """Count what a browser's first lesson takes: the page, and every file it names."""
    sizes = asyncio.run(_first_view(server.port, learner.cookie))
    kilobytes = sum(sizes) / 1000
    words = f"{kilobytes:.1f} KB in {len(sizes)} requests (page {sizes[0] / 1000:.1f} KB)"
    return Row("first lesson view", words, "<= 25 KB, <= 5 requests", kilobytes <= 25 and len(sizes) <= 5)


async def _first_view(port: int, cookie: str) -> list[int]:
    import gzip

    connection = await Connection.open(port)
    _, head, body = await connection.ask(get(LESSON, cookie))
    sizes = [len(head) + len(body)]
    page = gzip.decompress(body).decode()
    for path in sorted(set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))):
        _, head, body = await connection.ask(get(path, cookie))
        sizes.append(len(head) + len(body))
    connection.close()
    return sizes


if __name__ == "__main__":
    main()
