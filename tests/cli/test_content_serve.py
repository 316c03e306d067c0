"""`score content serve`: a trainer's preview on this machine, with nothing to set up."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.course import write_course
from tests.server import free_port

SECONDS = 60.0


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """Run the preview of a small course; give its port and the course's folder."""
    content, port = write_course(tmp_path / "content"), free_port()
    command = [str(Path(sys.executable).parent / "score"), "content", "serve", str(content), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/trainer" in process.stdout.readline()
        yield port, content
        process.terminate()


def get(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("host", f"{host}:{port}")
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def until_it_answers(port: int, path: str) -> str:
    end = time.monotonic() + SECONDS
    while True:
        try:
            status, text = get(port, path)
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.05)
            continue
        assert status == 200
        return text


def test_whoever_opens_it_here_is_the_trainer_and_sees_edits(preview: tuple[int, Path]) -> None:
    port, content = preview
    page = until_it_answers(port, "/trainer/bench/board/goal")
    state = page.partition('data-state="')[2].partition('"')[0]
    lesson = content / "modules/board/lessons/goal.en.md"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("title: ", "title: Brand new ", 1), encoding="utf-8")
    assert get(port, f"/trainer/changes?since={state}")[1] != state
    assert "Brand new " in get(port, "/trainer/bench/board/goal")[1]


def test_under_another_name_it_knows_nobody(preview: tuple[int, Path]) -> None:
    port, _ = preview
    until_it_answers(port, "/trainer")
    status, _ = get(port, "/trainer", host="evil.example")
    assert status == 303


def test_nobody_signs_out_of_it(preview: tuple[int, Path]) -> None:
    port, _ = preview
    until_it_answers(port, "/trainer")
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("POST", "/sign-out")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["location"]) == (303, "/trainer")
    assert get(port, "/trainer")[0] == 200


def test_a_port_that_is_taken_is_said_in_words(preview: tuple[int, Path]) -> None:
    port, content = preview
    until_it_answers(port, "/trainer")
    command = [str(Path(sys.executable).parent / "score"), "content", "serve", str(content), "--port", str(port)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert f"score content serve --port {port + 1}" in ended.stderr
