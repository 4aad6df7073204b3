#!/usr/bin/env python3
"""Receives the callbacks of every platform with FastAPI, served by Uvicorn, until SIGTERM or SIGINT.

Usage: fastapi_server.py CONFIG DATABASE [--port N]
"""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from receivers import INCOMPLETE, NOT_FOUND, TOO_LARGE, Answer, Receivers, announce, arguments
from starlette.requests import ClientDisconnect


def create_app(receivers: Receivers) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        receivers.close()

    app = FastAPI(lifespan=lifespan, openapi_url=None)

    @app.api_route("/{path:path}", methods=["GET", "POST"])
    async def receive(request: Request) -> Response:
        status, content_type, body = await answer(receivers, request)
        return Response(body, status, headers={"Content-Type": content_type})

    return app


async def answer(receivers: Receivers, request: Request) -> Answer:
    # The target as it came: request.url and request.query_params are decoded.
    target: bytes = request.scope["raw_path"]
    if request.scope["query_string"]:
        target += b"?" + request.scope["query_string"]
    endpoint = receivers.find(target)
    if endpoint is None:
        return NOT_FOUND
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > endpoint.max_body_bytes:
                return TOO_LARGE
    except ClientDisconnect:
        return INCOMPLETE
    # Storing waits for the disk, so it must not hold up the event loop.
    return await run_in_threadpool(endpoint.answer, request.method, target, request.scope["headers"], bytes(body))


def main() -> None:
    options = arguments()
    app = create_app(Receivers(options.config, options.database))
    # Uvicorn stops in order, then raises the signal once more for whoever else wants it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    listener = socket.create_server(("127.0.0.1", options.port), backlog=128)
    announce(listener.getsockname()[1])
    # No access log: a target may carry a secret.
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=10))
    server.run(sockets=[listener])


if __name__ == "__main__":
    main()
