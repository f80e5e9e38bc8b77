"""Full-width banners over the top strip: storage lost, line lost, clock jumped. They stay until what they tell of is over."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.labels import plain_label


class Banners(QWidget):
    """One banner for each trouble, named by a key; the text is plain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banners")
        self._shown: dict[str, QFrame] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    @property
    def shown(self) -> tuple[str, ...]:
        """Keys of the banners that are up."""
        return tuple(self._shown)

    def put_up(self, key: str, text: str, *, is_grave: bool = True, is_calm: bool = False) -> None:
        """Show or renew a banner; a calm one tells of no trouble at all."""
        self.take_down(key)
        banner = _banner(key, text, "calm" if is_calm else str(is_grave).lower())
        self._shown[key] = banner
        self._column.addWidget(banner)
        self.show()

    def take_down(self, key: str) -> None:
        """The trouble is over."""
        banner = self._shown.pop(key, None)
        if banner is not None:
            banner.setParent(None)
            banner.deleteLater()
        self.setVisible(bool(self._shown))


def _banner(key: str, text: str, grave: str) -> QFrame:
    banner = QFrame()
    banner.setObjectName(f"banner.{key}")
    banner.setProperty("role", "banner")
    banner.setProperty("grave", grave)
    banner.setAccessibleName(text)
    is_calm = grave == "calm"
    label = plain_label("muted" if is_calm else "strong", f"bannerText.{key}")
    label.setText(text if is_calm else f"▲  {text}")
    label.setWordWrap(True)
    row = QHBoxLayout(banner)
    margin = 3 if is_calm else 8
    row.setContentsMargins(18, margin, 18, margin)
    row.addWidget(label, 1)
    return banner
