"""Runs a command, and prints its exit status, its highest memory in MiB, and how many lines it printed: measure.py COMMAND…

A process of its own: the kernel counts to a child the memory that its parent had when it forked.
"""

import json
import os
import subprocess
import sys

run = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
lines = sum(part.count(b"\n") for part in iter(lambda: run.stdout.read1(1 << 20), b""))
_, status, usage = os.wait4(run.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_maxrss >> 10, lines]))
