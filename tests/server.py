"""The real server as a process of its own: `score serve` on a free port."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECRET = "a secret that is only used in tests, and long enough"
START_SECONDS = 60.0


def free_port() -> int:
    """Give a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Server:
    """A server that can be started, killed and started again on the same address and data."""

    def __init__(self, data: Path, content: Path, database_url: str = "", *options: str) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = data.parent / "server.log"
        self.command = (str(Path(sys.executable).parent / "score"), "serve", *options)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("SCORE_")},
            "SCORE_PORT": str(self.port),
            "SCORE_DATA_DIR": str(data),
            "SCORE_CONTENT_DIR": str(content),
            "SCORE_DATABASE_URL": database_url.replace("postgresql+psycopg://", "postgresql://"),
            "SCORE_SECRET": SECRET,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, env=self.environment, stdout=log, stderr=log)
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            assert time.monotonic() < end, f"the server did not answer within {START_SECONDS} s"
            time.sleep(0.02)

    def kill(self) -> None:
        """End it as a power cut would: nothing can be tidied up."""
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask it to stop, and give its exit code; one that is dead already is no fault."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(timeout=30)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Have a server run for a while."""
    server.start()
    try:
        yield server
    finally:
        server.stop()
