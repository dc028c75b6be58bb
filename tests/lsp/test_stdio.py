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


def is_free_after_a_message(foreground: Foreground, hurry: bool) -> bool:
    """Whether the background may go on some turns of the event loop after a message was read."""
    reading, writing = os.pipe()

    async def run() -> bool:
        messages = Input(reading, foreground)
        os.write(writing, b"message\n")
        await messages.readline()
        if hurry:
            foreground.hurry()
        waits_for_next = asyncio.ensure_future(messages.readline())
        for _ in range(100):
            await asyncio.sleep(0)
        is_free = foreground.is_free()
        os.close(writing)
        await waits_for_next
        return is_free

    try:
        return asyncio.run(run())
    finally:
        os.close(reading)


def test_the_background_gives_way_to_the_question_after_a_question(monkeypatch):
    """An editor asks for a hover and for links at once; what was analysed in between would hold up the second."""
    monkeypatch.setattr("tfscope.lsp.stdio._BETWEEN_MESSAGES", 30.0)
    monkeypatch.setattr("tfscope.lsp.stdio._MOST_SECONDS", 30.0)
    assert not is_free_after_a_message(Foreground(), hurry=False)


def test_the_background_begins_at_once_with_what_a_message_asks_of_it(monkeypatch):
    monkeypatch.setattr("tfscope.lsp.stdio._BETWEEN_MESSAGES", 30.0)
    monkeypatch.setattr("tfscope.lsp.stdio._MOST_SECONDS", 30.0)
    assert is_free_after_a_message(Foreground(), hurry=True)
