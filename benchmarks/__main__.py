"""`python3 dev.py bench [--json FILE] [--quick]`: each figure beside its floor, measured in turn in one run."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks import paper, save, shop, size, start
from benchmarks.rows import Row, table


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there as well")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a look, not a figure to keep")
    args = parser.parse_args()
    found: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="reception-desk-bench-") as place:
        demo = shop.make(Path(place) / "demo")
        for part in (start, save, paper, size):
            found += part.rows(demo, quick=args.quick)
    print(table(found))
    if args.json:
        args.json.write_text(json.dumps([row.plain() for row in found], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
