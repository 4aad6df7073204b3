#!/usr/bin/env python3
"""Receives the callbacks of every platform with the standard library alone, until SIGTERM or SIGINT.

Usage: http_server.py CONFIG DATABASE [--port N]
"""

from __future__ import annotations

import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from receivers import INCOMPLETE, NOT_FOUND, TOO_LARGE, Answer, Receivers, announce, arguments


class Handler(BaseHTTPRequestHandler):
    """One request, on a connection and a thread of its own."""

    protocol_version = "HTTP/1.1"
    timeout = 10
    server: Server

    def do_POST(self) -> None:
        answer = self.answer()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body)

    do_GET = do_POST

    def answer(self) -> Answer:
        # The path as it came, percent-encoding and query included; header values as Latin-1, that is every byte kept.
        endpoint = self.server.receivers.find(self.path)
        if endpoint is None:
            return NOT_FOUND
        try:
            body = self.body(endpoint.max_body_bytes)
        except (ValueError, OSError):
            return INCOMPLETE
        return TOO_LARGE if body is None else endpoint.answer(self.command, self.path, self.headers.items(), body)

    def body(self, cap: int) -> bytes | None:
        """The body as it came; None when it is over the cap."""
        if "Transfer-Encoding" in self.headers:
            return self.chunks(cap)
        length = int(self.headers.get("Content-Length", "0"))
        return self.exactly(length) if 0 <= length <= cap else None

    def chunks(self, cap: int) -> bytes | None:
        """A chunked body (RFC 9112, section 7.1), which http.server does not put together."""
        body = b""
        while size := int(self.rfile.readline(80).partition(b";")[0], 16):
            if not 0 < size <= cap - len(body):
                return None
            body += self.exactly(size)
            self.exactly(2)
        return body

    def exactly(self, size: int) -> bytes:
        data = self.rfile.read(size)
        if len(data) < size:
            raise ValueError("the body ends early")
        return data

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing: a target may carry a secret."""


class Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, port: int, receivers: Receivers) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.receivers = receivers


def main() -> None:
    options = arguments()
    receivers = Receivers(options.config, options.database)
    server = Server(options.port, receivers)
    # shutdown waits for the loop that the signal interrupts, hence the thread.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    announce(server.server_port)
    server.serve_forever()
    # Closes the socket, then waits for the requests in flight.
    server.server_close()
    receivers.close()


if __name__ == "__main__":
    main()
