"""Two processes that write at once lose nothing and double nothing."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import count
from multiprocessing.synchronize import Event

from gouji.model.grading import Agency, Failure
from gouji.store import Audited, History, open_history
from gradingkit import SAMPLE
from store.kept import filed, to_keep

CHUNK = 5


def writes(where: str, given: list[Audited]) -> list[int]:
    """Open, keep in chunks, let stand; return the numbers."""
    numbers = []
    with open_history(where) as history:
        for start in range(0, len(given), CHUNK):
            entries = history.keep(given[start : start + CHUNK])
            history.stand(entries, [Failure("bad.pdf", None, "打不开", "某局", 2024)])
            history.learn(2024, [Agency(e.agency) for e in entries])
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
        assert len(history.register(2024).agencies) == 60


def writes_on(where: str, began: Event) -> None:
    """Keep audits one chunk after another, until killed."""
    with open_history(where) as history:
        for start in count(step=CHUNK):
            numbers = range(start, start + CHUNK)
            history.keep([to_keep(SAMPLE[n % 2], str(n), name=f"{n}.txt") for n in numbers])
            if start:
                began.set()


def test_a_writer_killed_leaves_whole_audits(where: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    began = spawn.Event()
    writer = spawn.Process(target=writes_on, args=(where, began))
    writer.start()
    assert began.wait(60)
    writer.kill()
    writer.join()
    with open_history(where) as history:
        known = history.known(map(str, range(100_000)))
        assert set(known) == {str(n) for n in range(len(known))}
        assert len(known) >= 2 * CHUNK
        assert len(known) % CHUNK == 0, "a chunk is kept whole or not at all"
        history.stand([known[str(n)] for n in (len(known) - 2, len(known) - 1)])
        assert history.filing("清梧市水利局", 2024) == filed(SAMPLE[0])
        assert history.filing("清梧市民政局", 2024) == filed(SAMPLE[1])
        assert len(history.keep([to_keep(SAMPLE[0], "one more")])) == 1


def test_threads_share_a_history(history: History) -> None:
    given = audits()[:30]
    with ThreadPoolExecutor(6) as pool:
        kept = list(pool.map(lambda one: history.keep([one])[0], given * 2))
    assert kept[:30] == kept[30:]
    assert {entry.name for entry in kept} == {f"{n}.txt" for n in range(30)}
