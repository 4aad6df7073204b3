"""Serves the `app` of a module on any free port, which it prints: serve.py MODULE"""

import importlib
import socket
import sys

import uvicorn
from fastapi import FastAPI
from werkzeug.serving import make_server

sys.path.insert(0, ".")
app = importlib.import_module(sys.argv[1]).app

if isinstance(app, FastAPI):
    listening = socket.create_server(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run([listening])
else:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    print(server.port, flush=True)
    server.serve_forever()
