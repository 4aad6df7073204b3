"""Runs the Python blocks of a page in one namespace: session.py PAGE < [{"line", "text", "output"}, …]"""

import contextlib
import io
import json
import sys

from pages import same

page = sys.argv[1]
names = {"__name__": "__main__"}
sys.path.insert(0, ".")

for step in json.load(sys.stdin):
    printed = io.StringIO()
    code = compile("\n" * (step["line"] - 1) + step["text"], page, "exec")
    with contextlib.redirect_stdout(printed):
        exec(code, names)
    if step["output"] is not None and not same(step["output"], printed.getvalue()):
        sys.exit(f"{page}:{step['line']}: the page says that this prints\n{step['output']}but it prints\n{printed.getvalue()}")
