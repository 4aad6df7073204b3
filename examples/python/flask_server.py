#!/usr/bin/env python3
"""Receives the callbacks of every platform with Flask, served by Gunicorn, until SIGTERM or SIGINT.

Usage: flask_server.py CONFIG DATABASE [--port N]
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, request
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import ParseException
from receivers import INCOMPLETE, NOT_FOUND, TOO_LARGE, Answer, Receivers, announce, arguments


def create_app(receivers: Receivers) -> Flask:
    app = Flask(__name__)

    @app.route("/", defaults={"path": ""}, methods=["GET", "POST"])
    @app.route("/<path:path>", methods=["GET", "POST"])
    def receive(path: str) -> Response:
        status, content_type, body = answer(receivers)
        return Response(body, status, content_type=content_type)

    return app


def answer(receivers: Receivers) -> Answer:
    # The target as it came: Flask's own path and args are decoded. Gunicorn calls it RAW_URI, other servers REQUEST_URI.
    target = request.environ["RAW_URI"]
    endpoint = receivers.find(target)
    if endpoint is None:
        return NOT_FOUND
    try:
        body = read_body(endpoint.max_body_bytes + 1)
    except (OSError, ParseException):
        return INCOMPLETE
    if len(body) > endpoint.max_body_bytes:
        return TOO_LARGE
    # WSGI joins a header that occurs twice with a comma: imhook refuses it as a wrong signature.
    return endpoint.answer(request.method, target, request.headers, body)


def read_body(limit: int) -> bytes:
    """The first bytes of the body, as they came. Flask's own limit cuts a chunked body and says nothing."""
    announced = request.content_length
    wanted = limit if announced is None else min(announced, limit)
    body: bytes = request.input_stream.read(wanted)
    if announced is not None and len(body) < wanted:
        raise ConnectionError("the body ends early")
    return body


class Server(BaseApplication):
    """Gunicorn with this application: processes with threads, each process with its own receivers."""

    def __init__(self, options: Any) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": f"127.0.0.1:{self._options.port}",
            "worker_class": "gthread",
            "workers": 2,
            "threads": 8,
            "loglevel": "warning",
            "when_ready": lambda arbiter: announce(arbiter.LISTENERS[0].getsockname()[1]),
            "worker_exit": lambda _arbiter, worker: worker.app.close(),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        self._receivers = Receivers(self._options.config, self._options.database)
        return create_app(self._receivers)

    def close(self) -> None:
        self._receivers.close()


if __name__ == "__main__":
    options = arguments()
    # What is wrong in the configuration shows here, and not in every worker.
    Receivers(options.config, options.database).close()
    Server(options).run()
