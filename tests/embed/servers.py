"""The PHP and the Lua example inside web servers on loopback: PHP with only preloaded code allowed to use FFI, and nginx."""

from __future__ import annotations

import grp
import http.client
import json
import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from cases import Case
from place import OPENRESTY, OUT, ROOT, environment

PATIENCE_S = 60


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a socket of the file system, which needs no free port."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=PATIENCE_S)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(PATIENCE_S)
        self.sock.connect(str(self.path))


@contextmanager
def started(command: list[str], config: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env=environment(IMHOOK_CONFIG=str(config)), stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


@contextmanager
def php(config: Path) -> Iterator[http.client.HTTPConnection]:
    place = OUT / "php"
    settings = {"ffi.enable": "preload", "ffi.preload": place / "imhook.h", "opcache.enable": 1,
                "opcache.preload": place / "Receiver.php", "opcache.preload_user": pwd.getpwuid(os.getuid()).pw_name}
    options = [word for name, value in settings.items() for word in ("-d", f"{name}={value}")]
    with started(["php", *options, "-S", "127.0.0.1:0", str(place / "webhook.php")], config) as process:
        lines = []
        for line in process.stderr:
            lines.append(line.decode())
            if found := re.search(rb"\(http://127\.0\.0\.1:(\d+)\) started", line):
                yield http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=PATIENCE_S)
                return
        raise SystemExit(f"php did not start: {''.join(lines)}")


@contextmanager
def nginx(config: Path) -> Iterator[http.client.HTTPConnection]:
    place = OUT / "nginx"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ROOT / "examples/lua", place)
    modules = OPENRESTY / "usr/lib/nginx/modules"
    directives = ["daemon off", "pid nginx.pid", f"load_module {modules}/ndk_http_module.so", f"load_module {modules}/ngx_http_lua_module.so"]
    if os.getuid() == 0:
        directives.append(f"user root {grp.getgrgid(0).gr_name}")
    command = [f"{OPENRESTY}/usr/sbin/nginx", "-p", f"{place}/", "-c", "nginx.conf", "-e", "error.log", "-g", "; ".join(directives) + ";"]
    # Elsewhere than in the tree, whose path may be longer than that of a socket can be.
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "socket"
        confine(place / "nginx.conf", path)
        with started(command, config) as process:
            end = time.monotonic() + PATIENCE_S
            while not listening(path):
                if process.poll() is not None or time.monotonic() > end:
                    raise SystemExit(f"nginx did not start: {(place / 'error.log').read_text()}")
                time.sleep(0.02)
            yield UnixConnection(path)


def confine(conf: Path, path: Path) -> None:
    """Makes the example's nginx.conf listen on a socket file, and keep its own files where it stands."""
    own = "".join(f"    {name}_temp_path {name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    text = conf.read_text().replace("http {\n", f"http {{\n    access_log off;\n{own}")
    conf.write_text(re.sub(r"listen .*;", f"listen unix:{path};", text))


def listening(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def answer(connection: http.client.HTTPConnection, callback: Path) -> str:
    """Posts a recorded callback; the answer on one line."""
    head, _, body = callback.read_bytes().partition(b"\r\n\r\n")
    line, *headers = head.decode("latin-1").split("\r\n")
    method, target, _ = line.split(" ")
    connection.request(method, target, body, dict(header.split(": ", 1) for header in headers))
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return f"{response.status} {response.headers['Content-Type']} {text}\n"


def answers(server: Callable[[Path], AbstractContextManager[http.client.HTTPConnection]], *cases: Case) -> str:
    """What a server that takes callbacks of any age answers."""
    config = OUT / "any-age.json"
    config.write_text(json.dumps(json.loads(cases[0].config.read_text()) | {"tolerance_seconds": 0}))
    with server(config) as connection:
        return "".join(answer(connection, case.callback) for case in cases)


def findings(accepted: dict[str, Case], refused: dict[str, Case]) -> Iterator[tuple[str, str, str]]:
    for server in (php, nginx):
        for name, change, expected in (
            ("wps-text", "tampered", '200 application/json {"code":0}\n401 text/plain signature_mismatch\n'),
            ("wecom_kf-message", "tampered", "200 text/plain success\n401 text/plain signature_mismatch\n"),
            ("qiwei-file", "unsigned", "200 text/plain SUCCESS\n401 text/plain missing_signature\n"),
        ):
            yield f"{server.__name__}: {name}, and {change}", expected, answers(server, accepted[name], refused[f"{name}, {change}"])
