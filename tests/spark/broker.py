"""A Kafka broker of one node on loopback, from the jars that tests/spark/kafka names."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sessions import ROOT

JARS = ROOT / "target/spark-tests"
HEAP = "-Xmx384m"


def free_ports(count: int) -> list[int]:
    """Ports that nobody has: Kafka must be told them before it starts."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def properties(folder: Path, port: int, controller: int) -> str:
    return f"""
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
log.dirs={folder}/log
num.partitions=2
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
"""


@contextmanager
def broker(folder: Path) -> Iterator[str]:
    """The address of a broker that is ready; it ends with the block."""
    port, controller = free_ports(2)
    config = folder / "server.properties"
    config.write_text(properties(folder, port, controller))
    java = ["java", HEAP, "-cp", f"{JARS}/broker/*"]
    form = [*java, "kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qk", "-c", str(config)]
    subprocess.run(form, check=True, capture_output=True)
    said = folder / "said"
    with said.open("wb") as out:
        process = subprocess.Popen([*java, "kafka.Kafka", str(config)], stdout=out, stderr=subprocess.STDOUT)
    try:
        while not listens(port):
            assert process.poll() is None, said.read_text()
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
