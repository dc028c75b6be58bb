"""pygls' protocol, without its own copies of the open texts, and with answers in place of failures."""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol, lsp_method

log = logging.getLogger("tfscope")

Handler = TypeVar("Handler", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Refusal:
    """In place of an answer: the sentence that says why there is none, which editors show. No defect, so not logged."""

    message: str


class Protocol(LanguageServerProtocol):
    """Leaves the texts to our own `Documents`, and answers every request."""

    def _send_response(self, msg_id: Any, result: Any = None, error: types.ResponseError | None = None) -> None:
        if isinstance(result, Refusal):
            result, error = None, types.ResponseError(types.LSPErrorCodes.RequestFailed, result.message)
        super()._send_response(msg_id, result, error)

    def _execute_handler(
        self, msg_id: Any, handler: Any, callback: Callable[[Any], None], args: Any = None, kwargs: Any = None
    ) -> None:
        """Lets a message go when it is handled: pygls keeps what it made for each notification, a keystroke for one."""

        def handled(future: Any) -> None:
            self._request_futures.pop(msg_id, None)
            callback(future)

        super()._execute_handler(msg_id, handler, handled, args, kwargs)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Reads a message; pygls leaves a request whose parameters cannot be read without an answer."""
        try:
            return super().structure_message(data)
        except JsonRpcInvalidParams as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams):
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams):
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams):
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def lsp_notebook_document__did_open(self, params: types.DidOpenNotebookDocumentParams):
        yield self.fm.features[types.NOTEBOOK_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def lsp_notebook_document__did_change(self, params: types.DidChangeNotebookDocumentParams):
        yield self.fm.features[types.NOTEBOOK_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def lsp_notebook_document__did_close(self, params: types.DidCloseNotebookDocumentParams):
        yield self.fm.features[types.NOTEBOOK_DOCUMENT_DID_CLOSE], (params,), None


def isolated(empty: Any = None) -> Callable[[Handler], Handler]:
    """A handler that fails answers `empty`; why goes to the log, and the session goes on."""

    def decorate(handler: Handler) -> Handler:
        def failed(params: Any) -> Any:
            log.exception("%s failed on %s", handler.__name__, params)
            return empty

        @functools.wraps(handler)
        def guarded(server: Any, params: Any) -> Any:
            try:
                return handler(server, params)
            except Exception:
                return failed(params)

        @functools.wraps(handler)
        async def guarded_coroutine(server: Any, params: Any) -> Any:
            try:
                return await handler(server, params)
            except Exception:
                return failed(params)

        return guarded_coroutine if inspect.iscoroutinefunction(handler) else guarded  # type: ignore[return-value]

    return decorate
