"""The types of what the library answers beside deliveries."""

from __future__ import annotations

from typing import Dict, List, Literal, TypedDict, Union

from .delivery import Auth, Delivery, Platform


class Verification(TypedDict):
    """What `verify` gives: who sent the request, without its content."""

    schema: Literal["imhook.verification/1"]
    platform: Platform
    kind: Literal["events", "challenge", "page", "decision"]
    auth: Auth


class Step(TypedDict):
    """One step of a diagnosis, in the order in which a request travels."""

    name: str
    result: Literal["pass", "fail", "skipped"]
    detail: str


class Advice(TypedDict):
    """What may help, with a code to look it up by."""

    code: str
    text: str


class Diagnosis(TypedDict):
    """What `diagnose` gives. For the operator's eyes: never send it to whoever sent the request."""

    schema: Literal["imhook.diagnosis/1"]
    platform: Platform
    ok: bool
    steps: List[Step]
    advice: List[Advice]


class Sealed(TypedDict):
    """What `seal` gives: a request to send, or an answer, in which method and target are empty."""

    method: str
    target: str
    headers: Dict[str, str]
    body: str


class _Failure(TypedDict):
    status: int
    name: str
    message: str
    http_status: int


class Failure(_Failure, total=False):
    """What went wrong with one input of a batch."""

    hint: str
    vendor_code: int


class Failed(TypedDict):
    """The place of an input of a batch that failed."""

    error: Failure


Outcome = Union[Delivery, Failed]
"""What became of one input of a batch: `"error" in outcome` tells which."""
