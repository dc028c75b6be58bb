"""Standard input, read so that a message waits for nobody: neither for threads to take turns, nor for an analysis."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading

_HEADER = b"Content-Length:"
# Of the input at once.
_BYTES = 1 << 16
# No header is longer; a client that sends one does not speak the protocol.
_LONGEST_LINE = 1 << 20
# After the last message was handed on its answer takes some turns of the event loop.
_TURNS = 4
# Background work waits no longer for answers that take their time.
_MOST_SECONDS = 0.05


class Foreground:
    """Whether messages are being answered. Threads that work in the background give way to them."""

    def __init__(self) -> None:
        self._idle = threading.Event()
        self._idle.set()

    def begin(self) -> None:
        """A message has come."""
        self._idle.clear()

    def end(self) -> None:
        """All messages are answered, or wait for the background themselves."""
        self._idle.set()

    def give_way(self) -> None:
        """Called in the background now and then: returns when nothing is being answered, or soon."""
        if not self._idle.is_set() and not self._idle.wait(_MOST_SECONDS):
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
        """Lets the background go on after as many turns of the event loop."""
        if turns:
            self._loop.call_soon(self._when_idle, turns - 1)
        else:
            self._foreground.end()

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
