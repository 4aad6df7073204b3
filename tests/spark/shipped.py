"""A program whose executors have no imhook but what it ships: shipped.py wheel WHEEL.zip | files PACKAGE.zip LIBRARY.

Prints where an executor found the package and the library, and what it made of a record.
"""

from __future__ import annotations

import json
import os
import sys

from sessions import CLUSTER, ROOT, session


def main(form: str, package: str, library: str = "") -> None:
    path = {"wheel": "unpacked", "files": ""}[form]
    environment = {"spark.executorEnv.PYTHONPATH": path, "spark.executorEnv.IMHOOK_LIBRARY": library and "libimhook.so"}
    archives = {"spark.archives": f"{package}#unpacked"} if form == "wheel" else {}
    spark = session(CLUSTER, **environment, **archives)
    if form == "files":
        spark.sparkContext.addPyFile(package)
        spark.sparkContext.addFile(library)
    # From here on this process has the package; Java, which starts the executors, is already there without.
    sys.path.insert(0, str(ROOT / "bindings/python/src"))
    os.environ["IMHOOK_LIBRARY"] = str(ROOT / "target/release/libimhook.so")
    import imhook.spark

    records = spark.read.text(str(ROOT / "examples/callbacks/wecom_archive.ndjson"))
    ids = [row.id for row in imhook.spark.parse(records, {"platform": "wecom_archive"}).collect()]

    def where(_: object) -> list[str]:
        import imhook
        import imhook.library

        return [imhook.__file__, str(imhook.library.location())]

    print(json.dumps({"ids": ids, "found": spark.sparkContext.parallelize([0], 1).flatMap(where).collect()}))
    spark.stop()


main(*sys.argv[1:])
