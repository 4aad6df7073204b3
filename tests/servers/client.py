"""HTTP over a plain socket, so that what is sent is what the test wrote, to the byte."""

from __future__ import annotations

import select
import socket
from contextlib import suppress
from http.client import HTTPException, HTTPResponse

from case import Answer, Request

TIMEOUT_SECONDS = 30
# More than a server and the sockets between may hold: a server that takes so much keeps no cap.
ENDLESS_BYTES = 64 * 1024 * 1024
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Connection:
    """A connection that is kept as long as the server keeps it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def ask(self, request: Request) -> Answer:
        """The answer to a request; ConnectionError where there is none.

        A server may close a kept connection just when the next request is sent: that one is sent once more.
        """
        if self._socket is not None:
            try:
                return self._ask(self._socket, request)
            except (ConnectionError, HTTPException):
                self.close()
        self._socket = connect(self._port)
        try:
            return self._ask(self._socket, request)
        except HTTPException as fault:
            raise ConnectionError(repr(fault)) from fault

    def _ask(self, connection: socket.socket, request: Request) -> Answer:
        # What is too large may be refused before its end: the answer says so.
        with suppress(ConnectionError):
            connection.sendall(request.head() + request.framed_body())
        came, is_last = answer(connection, request.method)
        if is_last:
            self.close()
        return came

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class Held:
    """A request of which the head and half the body have been sent, and which the server is reading."""

    def __init__(self, port: int, request: Request) -> None:
        self._request = request
        self._socket = connect(port)
        self._socket.sendall(request.head("Expect: 100-continue"))
        head = b""
        while len(head) < len(CONTINUE):
            part = self._socket.recv(len(CONTINUE) - len(head))
            if not part:
                raise ConnectionError("closed instead of 100 Continue")
            head += part
        if not head.startswith(b"HTTP/1.1 100 "):
            raise ConnectionError(f"{head!r} instead of 100 Continue")
        body = request.framed_body()
        self._socket.sendall(body[: len(body) // 2])
        self._rest = body[len(body) // 2 :]

    def finish(self) -> Answer:
        with self._socket:
            self._socket.sendall(self._rest)
            came, _ = answer(self._socket, self._request.method)
            return came


def connect(port: int, timeout_seconds: float = TIMEOUT_SECONDS) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout_seconds)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def answer(connection: socket.socket, method: str) -> tuple[Answer, bool]:
    """What comes, and whether the server closes the connection after it."""
    with HTTPResponse(connection, method=method) as response:
        response.begin()
        content_type = response.getheader("Content-Type", "none")
        return Answer(response.status, response.read().decode(), content_type), response.will_close


def taken_without_end(port: int, head: bytes) -> int:
    """How many bytes of an endless body a server takes before it answers or closes, or ENDLESS_BYTES."""
    chunk = b"10000\r\n%b\r\n" % bytes(0x10000)
    sent = 0
    with connect(port) as connection, suppress(ConnectionError):
        connection.sendall(head)
        while sent < ENDLESS_BYTES and not select.select([connection], [], [], 0)[0]:
            connection.sendall(chunk)
            sent += len(chunk)
    return sent


def said_to(port: int, data: bytes) -> bytes:
    """What a server answers to these bytes, after which the client sends no more."""
    heard = b""
    with connect(port) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                heard += part
        except TimeoutError:
            raise
        except OSError:
            pass  # the server has closed, as it may
    return heard
