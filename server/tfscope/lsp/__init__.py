"""The Language Server Protocol: the only room that knows it. Nothing here decides what is true of a program."""

from __future__ import annotations


def serve(verbose: bool = False) -> int:
    """Serves one client on standard input and output until it leaves; gives the exit code."""
    import logging
    import sys

    # The analysis gives way to a waiting request fifty times sooner than Python would by itself.
    sys.setswitchinterval(0.0001)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    # pygls warns of every request that is cancelled after it was answered, which editors do all the time.
    logging.getLogger("pygls").setLevel(logging.WARNING if verbose else logging.ERROR)
    logging.getLogger("tfscope").setLevel(logging.DEBUG if verbose else logging.INFO)

    from tfscope.lsp import garbage, lazy_types

    garbage.not_yet()
    _load_asyncio()
    lazy_types.load()

    from tfscope.lsp.requests import ALL
    from tfscope.lsp.server import Server
    from tfscope.lsp.status import TellDefects

    server = Server()
    logging.getLogger("tfscope").addHandler(TellDefects(server.tell_defect))
    for requests in ALL:
        requests.register(server)
    garbage.expect_quiet_moments()
    return server.serve()


def _load_asyncio() -> None:
    """Without encryption, which it can do without: there are only pipes, and OpenSSL is large."""
    import sys

    hidden = sys.modules.setdefault("ssl", None) is None
    import asyncio  # noqa: F401

    if hidden:
        del sys.modules["ssl"]
