"""The interface to systemd: it passes a socket (sd_listen_fds) and receives notifications (sd_notify). The test takes
the part of systemd."""

import re
import signal
import socket
import subprocess
import sys
import time

import pytest
import requests

from conftest import PROGRAM

# Passes the files with the numbers in the first argument on from 3, as systemd does.
PASS = """
import os, sys
numbers = [int(number) for number in sys.argv[1].split(",")]
for place, number in enumerate(numbers, 3):
    os.dup2(number, place)
os.environ |= {"LISTEN_FDS": str(len(numbers)), "LISTEN_PID": str(os.getpid() + int(sys.argv[2]))}
os.execv(sys.argv[3], sys.argv[3:])
"""


def passing(*files, pid_off_by=0):
    """Arguments of `serve` and `Popen` that pass files to the program."""
    # Numbers far from those they are to get.
    numbers = [file.fileno() for file in files]
    assert all(number > 3 + len(files) for number in numbers), numbers
    wrapper = [sys.executable, "-c", PASS, ",".join(map(str, numbers)), str(pid_off_by)]
    return {"wrapper": wrapper, "pass_fds": numbers}


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def test_a_passed_socket_is_served_and_no_client_is_lost_while_the_server_starts(serve, listening):
    with socket.create_connection(listening.getsockname()) as early:
        early.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        served = serve(**passing(listening))
        assert early.recv(1000).startswith(b"HTTP/1.1 200 ")
    assert served.address == listening.getsockname()
    assert served.get("/healthz").status_code == 200


def test_a_socket_for_another_process_is_left_alone(serve, listening):
    served = serve(**passing(listening, pid_off_by=1))
    assert served.address != listening.getsockname()
    assert served.get("/healthz").status_code == 200


@pytest.mark.parametrize("kind", ["datagram", "two"])
def test_what_is_not_one_tcp_socket_is_refused(listening, kind):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram, listening.dup() as other:
        datagram.bind(("127.0.0.1", 0))
        passed = passing(*([datagram] if kind == "datagram" else [listening, other]))
        command = [*passed.pop("wrapper"), PROGRAM, "serve"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, **passed)
    assert done.returncode == 2 and "LISTEN_FDS" in done.stderr, done.stderr


def test_the_server_notifies_of_readiness_reload_and_shutdown(serve, tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        path = str(tmp_path / "notify")
        manager.bind(path)
        manager.settimeout(30)
        served = serve("--log", "info", env={"NOTIFY_SOCKET": path})
        assert manager.recv(1000) == b"READY=1\n"
        assert requests.get(served.url + "/readyz", timeout=5).status_code == 200

        before = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
        served.process.send_signal(signal.SIGHUP)
        reloading = re.fullmatch(rb"RELOADING=1\nMONOTONIC_USEC=([0-9]+)\n", manager.recv(1000))
        assert before <= int(reloading[1]) <= time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
        assert manager.recv(1000) == b"READY=1\n"
        assert served.metric('oreatlas_reloads_total{outcome="loaded"}') == 1

        served.process.send_signal(signal.SIGTERM)
        assert manager.recv(1000) == b"STOPPING=1\n"
        assert served.process.wait(15) == 0
    assert all(line["level"] == "INFO" for line in served.lines())
