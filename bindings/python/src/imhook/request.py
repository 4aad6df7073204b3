"""One HTTP request, in the form in which the library takes it."""

from __future__ import annotations

from typing import Iterable, Mapping, NoReturn, Optional, Protocol, Tuple, Union

from .abi import Request as NativeRequest
from .memory import BytesLike, Lent
from .statuses import InvalidArgument

Text = Union[str, bytes]
"""A `str` stands for the bytes that servers decoded as Latin-1; what Latin-1 cannot hold counts as UTF-8."""


class HasItems(Protocol):
    """A mapping of headers, or a framework's own kind of one: what matters is that `items()` gives pairs."""

    def items(self) -> Iterable[Tuple[Text, Text]]: ...


Headers = Union[Mapping[str, str], Mapping[bytes, bytes], HasItems, Iterable[Tuple[Text, Text]], bytes]
"""A mapping, pairs, or the raw header lines ("Name: value", each ended by CR LF) as bytes, the quickest of the three.
Raw lines are passed on as they are: build them from what came over the wire only."""


class Request:
    """One request of a batch, kept as the library takes it.

    `body` is the exact bytes that came, which are not copied: it must not change before the batch has been received. `target`
    is the path with its query, an absolute URL or "?query"; `query` is the query alone, for frameworks that give only that.
    `now_ms` is the Unix time in milliseconds to judge freshness by; 0 means the system clock.
    """

    __slots__ = ("__weakref__", "_lent", "native")

    def __init__(
        self,
        body: BytesLike = b"",
        headers: Headers = (),
        method: Text = "POST",
        target: Optional[Text] = None,
        query: Optional[Text] = None,
        now_ms: int = 0,
    ) -> None:
        self.native = native = NativeRequest()
        self._lent = lend_body(native, body)
        fill(native, headers, method, target, query, now_ms)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a request points into memory and cannot be pickled or copied: make another")


def lend_body(native: NativeRequest, body: BytesLike) -> Optional[Lent]:
    """Sets the body. What is returned must be kept for as long as the request is in use."""
    if type(body) is bytes:
        native.body = body
        native.body_len = len(body)
        return None
    lent = Lent("body", body)
    native.body = lent.address
    native.body_len = lent.length
    return lent


def fill(
    native: NativeRequest,
    headers: Headers,
    method: Text,
    target: Optional[Text],
    query: Optional[Text],
    now_ms: int,
) -> None:
    """Sets what stands beside the body; what has its usual value costs next to nothing."""
    if headers:
        native.headers = lines = headers if isinstance(headers, bytes) else header_lines(headers)
        native.headers_len = len(lines)
    if method != "POST":
        native.method = verb = octets(method)
        native.method_len = len(verb)
    if query is not None:
        if target is not None:
            raise InvalidArgument("expected target or query, but found both")
        native.target = asked = b"?" + octets(query)
        native.target_len = len(asked)
    elif target is not None:
        native.target = asked = octets(target)
        native.target_len = len(asked)
    if now_ms:
        native.now_ms = now_ms


def octets(text: Text) -> bytes:
    """The bytes that a text of a request stands for."""
    if isinstance(text, bytes):
        return text
    if not isinstance(text, str):
        raise TypeError(f"expected str or bytes, but found {type(text).__name__}")
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode()


def header_lines(headers: Union[HasItems, Iterable[Tuple[Text, Text]]]) -> bytes:
    """The lines as they travel. A name or value that would make another line is refused."""
    if isinstance(headers, str):
        raise TypeError("headers must be a mapping, pairs or bytes, not str")
    pairs = list(headers.items() if hasattr(headers, "items") else headers)
    try:
        lines = "".join([name + ": " + value + "\r\n" for name, value in pairs]).encode("latin-1")
    except (TypeError, UnicodeEncodeError):
        lines = b"".join([octets(name) + b": " + octets(value) + b"\r\n" for name, value in pairs])
    if not lines.count(b"\r") == lines.count(b"\n") == len(pairs):
        raise InvalidArgument("a header name or value holds a line break")
    return lines
