"""Starts the dashboard, opens the browser and says how to stop: what start.bat and start.sh call once all is
installed."""

from __future__ import annotations

import socket
import subprocess
import sys
import webbrowser
from http.client import HTTPConnection, HTTPException
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
ADDRESS, FIRST_PORT = "127.0.0.1", 8501
PATIENCE_SECONDS = 60
NOT_INSTALLED = (
    "What Lotwise needs is not installed: start it with start.sh or start.bat, which see to that, or type: "
    "pip install -r requirements.txt"
)


def free_port(first: int = FIRST_PORT) -> int:
    """The first port from there on that nobody on this computer listens on."""
    for port in range(first, first + 100):
        with socket.socket() as door:
            if door.connect_ex((ADDRESS, port)) != 0:
                return port
    raise SystemExit("Lotwise found no free port on this computer. Restart the computer and start Lotwise again.")


def answers(port: int, server: subprocess.Popen) -> bool:
    """Whether the dashboard answers there, tried until it does, stops, or patience ends."""
    for _ in range(PATIENCE_SECONDS * 2):
        try:
            HTTPConnection(ADDRESS, port, timeout=5).request("GET", "/_stcore/health")
            return True
        except (OSError, HTTPException):
            try:
                server.wait(0.5)
                return False
            except subprocess.TimeoutExpired:
                continue
    return False


def main() -> int:
    """Runs the dashboard until the person stops it; returns the exit code."""
    if find_spec("streamlit") is None:
        raise SystemExit(NOT_INSTALLED)
    port = free_port()
    url = f"http://{ADDRESS}:{port}"
    print("\nLotwise is starting ...", flush=True)
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "app.py",
            f"--server.port={port}",
            "--server.headless=true",
            "--logger.hideWelcomeMessage=true",
        ],
        cwd=HERE,
    )
    try:
        if answers(port, server):
            webbrowser.open(url)
            print(
                f"\nLotwise is open in your browser. If it is not, copy this into the browser's address "
                f"bar:\n\n    {url}\n\n"
                "To stop Lotwise, close this window, or press Ctrl and C together.\n",
                flush=True,
            )
        return server.wait()
    except KeyboardInterrupt:
        server.wait()
        print("\nLotwise has stopped.")
        return 0
    finally:
        if server.poll() is None:
            server.terminate()


if __name__ == "__main__":
    sys.exit(main())
