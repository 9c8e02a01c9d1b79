"""Resident memory over many documents audited in one process: it must stay flat.

    python benchmarks/memory.py [documents]

Audits 1,000 documents by default, the kit's layouts and ``fixtures/`` in turn, results thrown
away, and prints the resident set (MB) every tenth of the way. The last line is the growth from
the second tenth (caches are filled by then) to the end. Linux only (``/proc/self/statm``).
"""

import resource
import sys
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from documents import documents

from gouji.auditor import Auditor
from gouji.errors import DocumentError
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_json
from gouji.rulebook import load_rulebook


def resident() -> float:
    """Return the resident set of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1_000_000


def audit(auditor: Auditor, data: bytes) -> None:
    try:
        to_json(auditor.audit_document(read_bytes(data)))
    except DocumentError:
        return


def main(count: int) -> None:
    auditor = Auditor(load_rulebook())
    made = documents()
    sizes = []
    start = perf_counter()
    print(f"{'documents':>10}{'MB':>10}{'seconds':>10}")
    for done, data in enumerate(islice(cycle(made.values()), count), 1):
        audit(auditor, data)
        if done % max(count // 10, 1) == 0:
            sizes.append(resident())
            print(f"{done:>10}{sizes[-1]:>10.1f}{perf_counter() - start:>10.1f}")
    print(f"growth after the second tenth: {sizes[-1] - sizes[1]:+.1f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
