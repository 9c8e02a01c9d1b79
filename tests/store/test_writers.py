"""Two processes that write at once lose nothing and double nothing."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from gouji.model.grading import Agency, Failure
from gouji.store import Audited, History, open_history
from gradingkit import SAMPLE
from store.kept import to_keep

CHUNK = 5


def writes(where: str, given: list[Audited]) -> list[int]:
    """Open, keep in chunks, let stand; return the numbers."""
    numbers = []
    with open_history(where) as history:
        for start in range(0, len(given), CHUNK):
            entries = history.keep(given[start : start + CHUNK])
            history.stand(entries, [Failure("bad.pdf", None, "打不开", "某局", 2024)])
            history.enlist([Agency(e.agency) for e in entries])
            numbers += [entry.audit for entry in entries]
    return numbers


def audits() -> list[Audited]:
    return [
        to_keep(SAMPLE[n % 2], f"{n:064x}", name=f"{n}.txt", agency=f"第{n}局") for n in range(60)
    ]


def test_two_processes_open_and_write_at_once(where: str) -> None:
    """They also meet on the way: one forwards, one backwards, with a third of the keys shared."""
    given = audits()
    forwards, backwards = given[:40], given[20:][::-1]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        one, two = pool.map(writes, (where, where), (forwards, backwards))
    by_key = dict(zip((a.key for a in forwards), one, strict=True))
    also = dict(zip((a.key for a in backwards), two, strict=True))
    assert {key: by_key[key] for key in by_key.keys() & also.keys()} == {
        key: also[key] for key in by_key.keys() & also.keys()
    }
    with open_history(where) as history:
        known = history.known(audited.key for audited in given)
        assert {key: entry.audit for key, entry in known.items()} == by_key | also
        assert len({entry.audit for entry in known.values()}) == len(given)
        assert sorted(e.name for e in history.entries()) == sorted(a.entry.name for a in given)
        assert [len(history.versions(f"第{n}局", 2024)) for n in range(60)] == [1] * 60
        assert len(history.grading(2024).failures) == 1
        assert len(history.agencies()) == 60


def test_threads_share_a_history(history: History) -> None:
    given = audits()[:30]
    with ThreadPoolExecutor(6) as pool:
        kept = list(pool.map(lambda one: history.keep([one])[0], given * 2))
    assert kept[:30] == kept[30:]
    assert {entry.name for entry in kept} == {f"{n}.txt" for n in range(30)}
