"""`python3 dev.py bench`: each figure beside its floor or its peer, measured in turn in one run."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks import marks, paper, peer, save, shop, size, sizes, start, visit_save
from benchmarks.rows import Row, table

QUICK = {"start": start, "save": save, "visit": visit_save, "paper": paper, "size": size, "marks": marks}
BIG = (10_000, 100_000, 1_000_000)


def main() -> None:
    args = _arguments()
    found: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="reception-desk-bench-") as place:
        demo = shop.make(Path(place) / "demo")
        wanted = args.only or [*QUICK, "window", *(["peer"] if args.peer else [])]
        for name in wanted:
            if name == "window":
                found += sizes.rows(demo, quick=args.quick, visits=args.big or (), cpu=args.cpu)
            elif name == "peer":
                found += peer.rows(demo, quick=args.quick)
            else:
                found += QUICK[name].rows(demo, quick=args.quick)
    print(table(found))
    if args.json:
        args.json.write_text(json.dumps([row.plain() for row in found], indent=1) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there as well")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a look, not a figure to keep")
    parser.add_argument("--only", nargs="+", choices=[*QUICK, "window", "peer"], help="only some of them")
    parser.add_argument("--big", nargs="*", type=int, metavar="VISITS", help="shops of many years too (three sizes)")
    parser.add_argument("--cpu", action="store_true", help="searches and pages by the processor's time: a busy machine")
    parser.add_argument("--peer", action="store_true", help="install another Qt program outside the tree, and start it")
    args = parser.parse_args()
    if args.big == []:
        args.big = list(BIG)
    return args


if __name__ == "__main__":
    main()
