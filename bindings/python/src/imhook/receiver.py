"""The receiver: every call of the library, with Python values in and out."""

from __future__ import annotations

import os
from ctypes import addressof, c_char_p, sizeof
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Iterable, List, NoReturn, Optional, Type, Union, cast

from .abi import ArrowArray, ArrowSchema, Buf, Payload
from .abi import Request as NativeRequest
from .answers import Diagnosis, Outcome, Sealed, Verification
from .delivery import Delivery
from .failure import failure
from .handle import Handle
from .json_text import Json, decode, encode
from .library import native
from .memory import BytesLike, Lent
from .request import Headers, Request, Text, fill, lend_body
from .statuses import InvalidArgument

_receive, _verify, _decrypt, _diagnose = (
    native.imhook_receive,
    native.imhook_verify,
    native.imhook_decrypt,
    native.imhook_diagnose,
)
_free = native.imhook_buf_free


class Receiver:
    """One configured endpoint: a platform, its credentials, a policy.

    Immutable: share one between threads. Calls give up the interpreter lock while the library works. Close it when it is no
    longer needed, or use it as a context manager; a call that another thread is still in ends undisturbed.
    """

    __slots__ = ("__weakref__", "_handle")
    _handle: Optional[Handle]

    def __init__(self, platform: str, **config: Any) -> None:
        """Takes the keys of a configuration as keywords: `credentials`, `tolerance_seconds` and what the platform has."""
        self._handle = Handle(encode({"platform": platform, **config}))

    @classmethod
    def from_config(cls, config: Union[Json, str, os.PathLike[str]]) -> Receiver:
        """Takes a whole configuration: an object, its JSON text as bytes, or the path of a file that holds it."""
        if isinstance(config, (str, os.PathLike)):
            config = Path(config).read_bytes()
        receiver = cls.__new__(cls)
        receiver._handle = Handle(encode(config))
        return receiver

    def receive(
        self,
        body: BytesLike,
        headers: Headers = (),
        method: Text = "POST",
        target: Optional[Text] = None,
        query: Optional[Text] = None,
        now_ms: int = 0,
    ) -> Delivery:
        """Verifies, decrypts and parses a request: the one call that most services need.

        `body` is the exact bytes that came. On failure an `imhook.Error` is raised: answer with its `http_status`.
        """
        return cast(Delivery, decode(self._on_request(_receive, body, headers, method, target, query, now_ms)))

    def receive_bytes(
        self,
        body: BytesLike,
        headers: Headers = (),
        method: Text = "POST",
        target: Optional[Text] = None,
        query: Optional[Text] = None,
        now_ms: int = 0,
    ) -> bytes:
        """As `receive`, but gives the delivery as the line of JSON that the library wrote."""
        return self._on_request(_receive, body, headers, method, target, query, now_ms)

    def verify(
        self,
        body: BytesLike,
        headers: Headers = (),
        method: Text = "POST",
        target: Optional[Text] = None,
        query: Optional[Text] = None,
        now_ms: int = 0,
    ) -> Verification:
        """Proves who sent a request and stops: nothing is decrypted."""
        return cast(Verification, decode(self._on_request(_verify, body, headers, method, target, query, now_ms)))

    def verify_bytes(
        self,
        body: BytesLike,
        headers: Headers = (),
        method: Text = "POST",
        target: Optional[Text] = None,
        query: Optional[Text] = None,
        now_ms: int = 0,
    ) -> bytes:
        """As `verify`, but gives the report as JSON."""
        return self._on_request(_verify, body, headers, method, target, query, now_ms)

    def decrypt(
        self,
        body: BytesLike,
        headers: Headers = (),
        method: Text = "POST",
        target: Optional[Text] = None,
        query: Optional[Text] = None,
        now_ms: int = 0,
    ) -> bytes:
        """Verifies a request, then gives the platform's plaintext; on a platform that sends cleartext, the body."""
        return self._on_request(_decrypt, body, headers, method, target, query, now_ms)

    def diagnose(
        self,
        body: BytesLike,
        headers: Headers = (),
        method: Text = "POST",
        target: Optional[Text] = None,
        query: Optional[Text] = None,
        now_ms: int = 0,
    ) -> Diagnosis:
        """Says step by step what becomes of a request and, where it fails, why: the likeliest cause is the first advice.

        A bad request raises nothing. It takes tens of milliseconds: for an operator, not for every request.
        """
        return cast(Diagnosis, decode(self._on_request(_diagnose, body, headers, method, target, query, now_ms)))

    def diagnose_bytes(
        self,
        body: BytesLike,
        headers: Headers = (),
        method: Text = "POST",
        target: Optional[Text] = None,
        query: Optional[Text] = None,
        now_ms: int = 0,
    ) -> bytes:
        """As `diagnose`, but gives the report as JSON."""
        return self._on_request(_diagnose, body, headers, method, target, query, now_ms)

    def parse(self, payload: BytesLike) -> Delivery:
        """Parses a payload that you vouch for: one stored after decryption, or fetched from the platform."""
        return cast(Delivery, decode(self.parse_bytes(payload)))

    def parse_bytes(self, payload: BytesLike) -> bytes:
        """As `parse`, but gives the delivery as JSON."""
        return self._on_memory(native.imhook_parse, "payload", payload)

    def receive_batch(self, requests: Iterable[Request], threads: int = 0) -> List[Outcome]:
        """Receives many requests. Each gives its delivery or, where it failed, its error object; none costs the rest.

        `threads`: 0 or 1 works on the calling thread alone; n on at most n threads, which have ended on return.
        """
        return [cast(Outcome, decode(line)) for line in self.receive_batch_bytes(requests, threads).splitlines()]

    def receive_batch_bytes(self, requests: Iterable[Request], threads: int = 0) -> bytes:
        """As `receive_batch`, but gives one line of JSON for each request, in order, each ended by LF."""
        kept = list(requests)
        array = _array(NativeRequest, _packed(kept))
        return self._call(native.imhook_receive_batch, array, len(array), _count(threads))

    def receive_rows(self, requests: Iterable[Request]) -> Any:
        """Receives many requests; gives a `pyarrow.RecordBatch` with a row for each event, and one for what has none.

        The columns are those of docs/scale.md, after `input`, the index of the request. None costs the rest. pyarrow must be
        installed.
        """
        kept = list(requests)
        return self.receive_rows_packed(_packed(kept))

    def receive_rows_packed(self, packed: BytesLike) -> Any:
        """As `receive_rows`, of an array of the C header's `imhook_request`, in memory that can be written to.

        What the structs point to is the caller's to keep: an address that is wrong ends the process.
        """
        return self._rows(native.imhook_receive_rows, _array(NativeRequest, packed))

    def parse_lines(self, lines: BytesLike, threads: int = 0) -> List[Outcome]:
        """Parses payloads that stand on one line each. A blank line gives nothing; otherwise as `receive_batch`."""
        return [cast(Outcome, decode(line)) for line in self.parse_lines_bytes(lines, threads).splitlines()]

    def parse_lines_bytes(self, lines: BytesLike, threads: int = 0) -> bytes:
        """As `parse_lines`, but gives one line of JSON for each payload, in order, each ended by LF."""
        return self._on_memory(native.imhook_parse_lines, "lines", lines, _count(threads))

    def parse_rows(self, payloads: Iterable[BytesLike]) -> Any:
        """Parses payloads that you vouch for; gives a `pyarrow.RecordBatch` as `receive_rows` does."""
        kept = [Lent("payload", payload) for payload in payloads]
        try:
            array = (Payload * len(kept))(*[Payload(lent.address, lent.length) for lent in kept])
            return self._rows(native.imhook_parse_rows, array)
        finally:
            for lent in kept:
                lent.release()

    def parse_rows_packed(self, packed: BytesLike) -> Any:
        """As `parse_rows`, of an array of the C header's `imhook_payload`; otherwise as `receive_rows_packed`."""
        return self._rows(native.imhook_parse_rows, _array(Payload, packed))

    def seal(self, spec: Json) -> Sealed:
        """Composes what goes the other way: a callback as the platform would send it, a reply, a message to send."""
        return cast(Sealed, decode(self.seal_bytes(spec)))

    def seal_bytes(self, spec: Json) -> bytes:
        """As `seal`, but gives the sealed request as JSON."""
        text = encode(spec)
        return self._call(native.imhook_seal, text, len(text))

    def close(self) -> None:
        """Gives the receiver up; its keys are wiped when the last call that is under way has ended. Twice is harmless."""
        self._handle = None

    def __enter__(self) -> Receiver:
        return self

    def __exit__(
        self, kind: Optional[Type[BaseException]], error: Optional[BaseException], traceback: Optional[TracebackType]
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<imhook.Receiver {'closed' if self._handle is None else 'open'}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a receiver belongs to its process and cannot be pickled or copied: make another")

    def _on_request(
        self,
        function: Any,
        body: BytesLike,
        headers: Headers,
        method: Text,
        target: Optional[Text],
        query: Optional[Text],
        now_ms: int,
    ) -> bytes:
        request = NativeRequest()
        lent = lend_body(request, body)
        try:
            fill(request, headers, method, target, query, now_ms)
            return self._call(function, request)
        finally:
            if lent is not None:
                lent.release()

    def _on_memory(self, function: Any, name: str, memory: BytesLike, *arguments: Any) -> bytes:
        lent = Lent(name, memory)
        try:
            return self._call(function, c_char_p(lent.address), lent.length, *arguments)
        finally:
            lent.release()

    def _call(self, function: Any, *arguments: Any) -> bytes:
        # Whoever is in a call holds the handle, so that a close meanwhile does not free what the library is using. It is let
        # go before anything is raised: a traceback that is kept would keep the keys too.
        handle = self._handle
        if handle is None:
            raise InvalidArgument("the receiver is closed")
        out, error = Buf(), Buf()
        status = function(handle.address, *arguments, out, error)
        del handle
        if status:
            raise failure(status, error)
        try:
            result: bytes = out.data[: out.len]
        finally:
            _free(out)
        return result

    def _rows(self, function: Any, inputs: Any) -> Any:
        batch = import_module("pyarrow").RecordBatch
        handle = self._handle
        if handle is None:
            raise InvalidArgument("the receiver is closed")
        schema, rows, error = ArrowSchema(), ArrowArray(), Buf()
        status = function(handle.address, inputs, len(inputs), schema, rows, error)
        del handle
        if status:
            raise failure(status, error)
        # The batch takes the memory over, and releases it when nothing refers to it any more.
        return batch._import_from_c(addressof(rows), addressof(schema))


def _packed(requests: List[Request]) -> bytearray:
    """Their structs side by side; what they point to is kept by the requests."""
    try:
        return bytearray().join([request.native for request in requests])
    except AttributeError as fault:
        raise TypeError("requests must be imhook.Request objects") from fault


def _array(kind: Any, packed: BytesLike) -> Any:
    """Memory as an array of structs."""
    count, rest = divmod(memoryview(packed).nbytes, sizeof(kind))
    if rest:
        raise InvalidArgument("expected an array of whole structs")
    return (kind * count).from_buffer(packed)


def _count(threads: int) -> int:
    """ctypes would wrap a number that does not fit."""
    if not 0 <= threads < 1 << 32:
        raise InvalidArgument("expected threads from 0 to 4294967295")
    return threads
