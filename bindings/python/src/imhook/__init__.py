"""imhook: verifies, decrypts and parses what a chat platform posts to your service.

    receiver = imhook.Receiver(platform="wps", credentials={"app_id": "…", "app_key": "…"})
    delivery = receiver.receive(body, headers, target="/hook?…")

On failure it raises an `imhook.Error`: answer with its `http_status`. The native library decides everything, and the
interpreter lock is free while it works.
"""

from . import statuses
from .abi import ABI_VERSION
from .answers import Diagnosis, Failed, Failure, Outcome, Sealed, Verification
from .delivery import CloudEventsDelivery, Delivery, Event
from .error import Error
from .json_text import Digits
from .library import version
from .receiver import Receiver
from .request import Request
from .statuses import *

__all__ = [
    "ABI_VERSION",
    "CloudEventsDelivery",
    "Delivery",
    "Diagnosis",
    "Digits",
    "Error",
    "Event",
    "Failed",
    "Failure",
    "Outcome",
    "Receiver",
    "Request",
    "Sealed",
    "Verification",
    "version",
]
__all__ += statuses.__all__
