"""Starting servers as processes of their own, and asking the system what they use."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
READY_WITHIN = 30.0


class Server:
    """A server process on a port of this machine."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, started_in: float) -> None:
        self.port = port
        self.started_in = started_in
        self._process = psutil.Process(process.pid)

    def cpu(self) -> float:
        """Seconds of processor time used so far, user and system."""
        times = self._process.cpu_times()
        return float(times.user + times.system)

    def pss(self) -> int:
        """Megabytes of memory, its share of shared pages included (PSS)."""
        return int(self._process.memory_full_info().pss / 1_000_000)


@contextmanager
def product(folder: Path, **settings: str) -> Iterator[Server]:
    """Run the product on the data in a folder, with further settings by their whole names."""
    environment = {"SCORE_DATA_DIR": str(folder), **settings}
    with _running([sys.executable, "-m", "app.cli", "serve"], environment, "SCORE_PORT") as server:
        yield server


@contextmanager
def bare(application: str, **environment: str) -> Iterator[Server]:
    """Run one of the bare applications of tests.bench.bare."""
    port = _free_port()
    arguments = [sys.executable, "-m", "uvicorn", f"tests.bench.bare:{application}", "--port", str(port)]
    with _running([*arguments, "--no-access-log", "--log-level", "error"], environment, "", port) as server:
        yield server


@contextmanager
def _running(arguments: list[str], environment: dict[str, str], port_name: str, port: int = 0) -> Iterator[Server]:
    port = port or _free_port()
    variables = {**os.environ, **environment, **({port_name: str(port)} if port_name else {})}
    began = time.perf_counter()
    with subprocess.Popen(arguments, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield Server(process, port, time.perf_counter() - began)
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)
        else:
            return
    raise TimeoutError(f"the server on port {port} was not ready within {READY_WITHIN} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
