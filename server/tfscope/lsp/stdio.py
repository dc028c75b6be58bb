"""Standard input, read so that a message waits for nobody: neither for threads to take turns, nor for an analysis."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from math import inf
from time import monotonic

_HEADER = b"Content-Length:"
# Of the input at once.
_BYTES = 1 << 16
# No header is longer; a client that sends one does not speak the protocol.
_LONGEST_LINE = 1 << 20
# After the last message was handed on its answer takes some turns of the event loop.
_TURNS = 4
# Editors ask several questions at once; the next one comes within that after an answer.
_BETWEEN_MESSAGES = 0.001
# Background work waits no longer for messages that keep coming, nor for answers that take their time.
_MOST_SECONDS = 0.1


class Foreground:
    """Whether messages are being answered. Threads that work in the background give way to them."""

    def __init__(self) -> None:
        self._idle = threading.Event()
        self._idle.set()
        self._last_message = self._burst_began = -inf

    def begin(self) -> None:
        """A message has come."""
        now = monotonic()
        if now - self._last_message > _MOST_SECONDS:
            self._burst_began = now
        self._last_message = now
        self._idle.clear()

    def hurry(self) -> None:
        """The message that is being answered waits for the background: no time is lost for another one."""
        self._burst_began = -inf

    def expects_more(self) -> bool:
        """Whether another message may be worth waiting for: not when they have been coming for long."""
        return monotonic() - self._burst_began < _MOST_SECONDS

    def end(self) -> None:
        """All messages are answered, or wait for the background themselves."""
        self._idle.set()

    def is_free(self) -> bool:
        """Whether the background need not wait."""
        return self._idle.is_set()

    def give_way(self) -> None:
        """Called in the background now and then: returns when nothing is being answered, or soon."""
        if not self.is_free() and not self._idle.wait(_MOST_SECONDS):
            self._idle.set()


class Input:
    """What `pygls.io_.run_async` reads messages from.

    pygls' own reader passes from the event loop to a thread and back three times for a message, and each time waits for
    a running analysis to let go of the interpreter.
    """

    def __init__(self, file_number: int, foreground: Foreground) -> None:
        """file_number: of the input, open for reading bytes. Made on the event loop."""
        self._file_number = file_number
        self._foreground = foreground
        self._loop = asyncio.get_running_loop()
        self._stream = asyncio.StreamReader(_LONGEST_LINE, self._loop)
        self._pause: asyncio.TimerHandle | None = None
        try:
            self._loop.add_reader(file_number, self._read_ready)
        except (NotImplementedError, OSError):  # on Windows, and where the input is a file
            threading.Thread(target=self._read, name="tfscope-input", daemon=True).start()

    async def readline(self) -> bytes:
        """The next line, empty at the end of the input or when the line has no end. What a message of a wrong length
        has left before the next one's header is passed over: else no message would ever be heard again."""
        self._when_idle(_TURNS)
        try:
            line = await self._stream.readline()
        except ValueError:
            return b""
        return line[max(line.rfind(_HEADER), 0) :]

    async def readexactly(self, count: int) -> bytes:
        """So many bytes, none when the input ends before."""
        try:
            return await self._stream.readexactly(count)
        except asyncio.IncompleteReadError:
            return b""

    def _when_idle(self, turns: int) -> None:
        """Lets the background go on after as many turns of the event loop, if no message comes soon after that."""
        if turns:
            self._loop.call_soon(self._when_idle, turns - 1)
        elif self._foreground.expects_more():
            self._stop_pause()
            self._pause = self._loop.call_later(_BETWEEN_MESSAGES, self._foreground.end)
        else:
            self._foreground.end()

    def _stop_pause(self) -> None:
        if self._pause:
            self._pause.cancel()

    def _read_ready(self) -> None:
        """Called by the event loop when there is something to read, or the input has ended."""
        self._foreground.begin()
        self._stop_pause()
        if chunk := self._read_some():
            self._stream.feed_data(chunk)
        else:
            self._loop.remove_reader(self._file_number)
            self._stream.feed_eof()

    def _read(self) -> None:
        while chunk := self._read_some():
            self._foreground.begin()
            self._tell(self._stream.feed_data, chunk)
        self._tell(self._stream.feed_eof)

    def _read_some(self) -> bytes:
        try:
            return os.read(self._file_number, _BYTES)
        except OSError:  # a pipe that broke is one that ended
            return b""

    def _tell(self, callback, *args: object) -> None:
        with contextlib.suppress(RuntimeError):  # the event loop has ended before the input
            self._loop.call_soon_threadsafe(callback, *args)
