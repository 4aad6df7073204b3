"""An exception for each status, below one for each hundred.

Made from include/imhook.h by tools/generate.py: do not edit.
"""

from __future__ import annotations

from typing import Dict, Type

from .error import Error

__all__ = [
    "AuthenticationError",
    "BadEncoding",
    "DecryptFailed",
    "DecryptionError",
    "FormatError",
    "Internal",
    "InternalError",
    "InvalidArgument",
    "InvalidConfig",
    "InvalidMessage",
    "LimitError",
    "MalformedPayload",
    "MalformedRequest",
    "MessageError",
    "MissingSignature",
    "ReceiverMismatch",
    "SignatureMismatch",
    "StaleTimestamp",
    "TooDeep",
    "TooLarge",
    "Unsupported",
    "Unverifiable",
    "UsageError",
]


class UsageError(Error, ValueError):
    """The caller is at fault: an argument or the configuration."""

    status = 100


class InvalidArgument(UsageError):
    """The caller broke the contract of a function: a NULL, a length, a spec that is not JSON."""

    status = 100
    name = "invalid_argument"


class InvalidConfig(UsageError):
    """The receiver's configuration is wrong; the message names the key."""

    status = 101
    name = "invalid_config"


class AuthenticationError(Error):
    """Nothing proves that the platform sent this to this receiver."""

    status = 200


class MissingSignature(AuthenticationError):
    """The request carries no signature."""

    status = 200
    name = "missing_signature"


class SignatureMismatch(AuthenticationError):
    """The signature is not the one that a configured credential makes."""

    status = 201
    name = "signature_mismatch"


class StaleTimestamp(AuthenticationError):
    """The signed time is further from now than the tolerance."""

    status = 202
    name = "stale_timestamp"


class ReceiverMismatch(AuthenticationError):
    """The request is authentic and meant for another receiver."""

    status = 203
    name = "receiver_mismatch"


class Unverifiable(AuthenticationError):
    """The request cannot be verified with this configuration."""

    status = 204
    name = "unverifiable"


class DecryptionError(Error):
    """What was verified does not decrypt."""

    status = 300


class DecryptFailed(DecryptionError):
    """The verified ciphertext does not decrypt."""

    status = 300
    name = "decrypt_failed"


class BadEncoding(DecryptionError):
    """A verified field is not in the encoding that it must have."""

    status = 301
    name = "bad_encoding"


class FormatError(Error):
    """The request or payload is not of the platform's form, or asks for what the platform lacks."""

    status = 400


class MalformedRequest(FormatError):
    """The request is not of the platform's form."""

    status = 400
    name = "malformed_request"


class MalformedPayload(FormatError):
    """The payload is not of the platform's form."""

    status = 401
    name = "malformed_payload"


class Unsupported(FormatError):
    """The platform has no such operation."""

    status = 402
    name = "unsupported"


class LimitError(Error):
    """The input is larger or deeper than the configuration allows."""

    status = 500


class TooLarge(LimitError):
    """The input is larger than the configured cap."""

    status = 500
    name = "too_large"


class TooDeep(LimitError):
    """The input is nested deeper than the configured cap."""

    status = 501
    name = "too_deep"


class MessageError(Error):
    """A message to be sealed is not one that the platform takes."""

    status = 600


class InvalidMessage(MessageError):
    """A message to be sealed breaks a limit of the platform."""

    status = 600
    name = "invalid_message"


class InternalError(Error):
    """A defect of the library."""

    status = 900


class Internal(InternalError):
    """A defect of this library; please report it."""

    status = 900
    name = "internal"


BY_STATUS: Dict[int, Type[Error]] = {
    100: InvalidArgument,
    101: InvalidConfig,
    200: MissingSignature,
    201: SignatureMismatch,
    202: StaleTimestamp,
    203: ReceiverMismatch,
    204: Unverifiable,
    300: DecryptFailed,
    301: BadEncoding,
    400: MalformedRequest,
    401: MalformedPayload,
    402: Unsupported,
    500: TooLarge,
    501: TooDeep,
    600: InvalidMessage,
    900: Internal,
}
"""The class of each status."""

BY_HUNDRED: Dict[int, Type[Error]] = {
    1: UsageError,
    2: AuthenticationError,
    3: DecryptionError,
    4: FormatError,
    5: LimitError,
    6: MessageError,
    9: InternalError,
}
"""The class of each hundred."""
