"""The endpoints that every server is configured with."""

from __future__ import annotations

from endpoint import Endpoint

from .easemob import Easemob
from .qiwei import QiweiHeader, QiweiQuery
from .wecom import Wecom
from .wecom_archive import WecomArchive
from .wps import Wps
from .wps_cards import WpsCards
from .yach import Yach

ENDPOINTS: list[type[Endpoint]] = [Wps, WpsCards, Wecom, Easemob, Yach, QiweiHeader, QiweiQuery, WecomArchive]
