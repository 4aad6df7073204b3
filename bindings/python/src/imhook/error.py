"""The base of everything that imhook raises."""

from __future__ import annotations

from typing import Any, Dict, Optional


class Error(Exception):
    """A call that failed. `imhook.statuses` has a class for each status, below one for each hundred."""

    status: int = 900
    """The status code, as `include/imhook.h` lists them. Treat one that you do not know by its hundred."""
    name: str = "error"
    """The name of the status, such as "signature_mismatch"."""
    http_status: int = 500
    """What to answer the HTTP request with."""

    def __init__(
        self,
        message: str,
        *,
        hint: Optional[str] = None,
        status: Optional[int] = None,
        name: Optional[str] = None,
        http_status: Optional[int] = None,
        vendor_code: Optional[int] = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        """What was expected, and where."""
        self.hint = hint
        """What may help, where something may. For you, never for whoever sent the request."""
        self.vendor_code = vendor_code
        """The platform's own number for this failure, where it has one."""
        if status is not None:
            self.status = status
        if name is not None:
            self.name = name
        if http_status is not None:
            self.http_status = http_status

    def __str__(self) -> str:
        text = f"{self.name} ({self.status}): {self.message}"
        return f"{text} (hint: {self.hint})" if self.hint else text

    def __reduce__(self) -> Any:
        return _again, (type(self), self.message, self._details())

    def _details(self) -> Dict[str, Any]:
        names = ("hint", "status", "name", "http_status", "vendor_code")
        return {name: getattr(self, name) for name in names}


def _again(kind: Any, message: str, details: Dict[str, Any]) -> Error:
    error: Error = kind(message, **details)
    return error
