"""The settings of phones for a window on a made-up night: a real file in a folder that goes with them."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path

from dutydesk.phone_offers import Offer
from dutydesk.phone_settings import PhoneSettings
from dutydesk.settings import Settings, understood

TOKEN = "kqz7-a-long-secret-of-the-test"
FILE = f"""# 本站 ours
[webhook]
listen = "192.168.1.20:8765"
token = "{TOKEN}"
allow = ["192.168.1.10"]
here = ["8119"]

[[line]]
number = "8110"
name_zh = "维修电话"
name_en = "Maintenance phone"
maintenance = true

[[line]]
number = "8119"
name_zh = "值班电话"
name_en = "Duty desk"
elsewhere_is_here = true
"""


class MadeUpPhones(PhoneSettings):
    """Answers at once; `followed` are the settings that came into effect."""

    def __init__(self, text: str = FILE) -> None:
        folder = tempfile.mkdtemp(prefix="dutydesk-phones-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self.path = Path(folder, "settings.toml")
        self.path.write_text(text, encoding="utf-8")
        self.followed: list[Settings] = []
        self.ports: tuple[Offer, ...] = ()
        chosen = understood(text, str(self.path))[0]
        super().__init__(self.path, lambda work: work(), self.followed.append, chosen, ports=lambda: self.ports)
