"""Writes the test vectors of imhook without using imhook.

`json_text` prints JSON, `vector` is the shape of a vector, `output` is what lands on disk.
Every platform is a sub-package with a `suites` package; one suite module is one vector file.
"""
