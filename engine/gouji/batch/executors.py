"""Who does the work: processes of this machine, or a cluster of machines."""

import multiprocessing
from concurrent.futures import Executor, ProcessPoolExecutor

from gouji.batch.spread import Workers
from gouji.errors import UsageError
from gouji.extras import extra
from gouji.isolation.system import die_with_parent, processors

_AHEAD = 4
"""Calls under way for each worker: enough that none waits, few enough to hold."""
_NO_CERTIFICATE = (
    "用 tls:// 连集群要有证书，请在环境变量 DASK_DISTRIBUTED__COMM__TLS__CA_FILE、"
    "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT 和 "
    "DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY 里写明"
)
_CONNECT = 10
"""Seconds to wait for a cluster."""


def ready() -> None:
    """Load what reading takes, in a worker that has no call yet: whoever asks waits for nothing."""
    from gouji.batch import tasks

    tasks.ready()


def local_workers(count: int | None = None) -> Workers:
    """Return ``count`` processes of this machine (by default one for each core)."""
    number = count or processors()
    # Started afresh, not forked: the parent has threads and open databases.
    start = multiprocessing.get_context("spawn")

    def executor() -> Executor:
        # A pool does not see that the process it belongs to was killed.
        return ProcessPoolExecutor(number, mp_context=start, initializer=die_with_parent)

    return Workers(executor, number * _AHEAD)


def _has_certificate() -> bool:
    """Tell whether dask's settings let a client prove itself; without it dask never ends."""
    import dask
    from distributed.security import Security

    if dask.config.get("distributed.client.security-loader", None):
        return True
    arguments = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
    return arguments.get("ssl_context") is not None


def cluster_workers(scheduler: str) -> Workers:
    """Return the workers of the dask cluster at ``scheduler`` (tcp:// or tls://host:port).

    Certificates are those of dask's own settings (``distributed.comm.tls``). Raises
    :class:`UsageError` where there is none. The cluster runs calls of dead workers again.
    """
    with extra("cluster"):
        from distributed import Client
    try:
        if scheduler.startswith("tls:") and not _has_certificate():
            raise UsageError(_NO_CERTIFICATE)
        client = Client(  # type: ignore[no-untyped-call]
            scheduler, timeout=_CONNECT, set_as_default=False
        )
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"连不上集群 {scheduler}（{type(error).__name__}）") from None
    threads = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
    if not threads:
        raise UsageError(f"集群 {scheduler} 里还没有工作进程")

    def executor() -> Executor:
        made: Executor = client.get_executor(  # type: ignore[no-untyped-call]
            pure=False, retries=2
        )
        return made

    return Workers(
        executor, threads * _AHEAD, client.close, lambda ended, _: ended.shutdown(wait=False)
    )
