"""Messages are read as they come, and what works in the background gives way to them."""

from __future__ import annotations

import asyncio
import os
import threading
import time

from tfscope.lsp.stdio import Foreground, Input


def read(parts: list[bytes], ask) -> object:
    """What `ask(input)` gives when the parts are written one after the other, and then no more."""
    reading, writing = os.pipe()

    def write() -> None:
        for part in parts:
            os.write(writing, part)
            time.sleep(0.01)
        os.close(writing)

    async def run() -> object:
        threading.Thread(target=write).start()
        return await ask(Input(reading, Foreground()))

    try:
        return asyncio.run(run())
    finally:
        os.close(reading)


def test_lines_and_bytes_come_whole_however_they_were_sent():
    async def ask(messages: Input) -> list[bytes]:
        return [await messages.readline(), await messages.readline(), await messages.readexactly(4)]

    assert read([b"Content-", b"Length: 4\r\n\r", b"\nab", b"cd"], ask) == [b"Content-Length: 4\r\n", b"\r\n", b"abcd"]


def test_an_input_that_ends_early_gives_nothing():
    async def ask(messages: Input) -> list[bytes]:
        return [await messages.readexactly(10), await messages.readline()]

    assert read([b"abc"], ask) == [b"", b""]


def test_the_background_waits_while_a_message_is_answered(monkeypatch):
    monkeypatch.setattr("tfscope.lsp.stdio._MOST_SECONDS", 30.0)
    foreground, order = Foreground(), []

    def answer() -> None:
        order.append("answered")
        foreground.end()

    foreground.begin()
    threading.Timer(0.05, answer).start()
    foreground.give_way()
    assert order == ["answered"]


def test_the_background_does_not_wait_for_ever():
    """An answer that waits for the background itself must not hold it up."""
    foreground = Foreground()
    foreground.begin()
    for _ in range(1000):
        foreground.give_way()
