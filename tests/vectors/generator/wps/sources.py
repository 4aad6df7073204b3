"""The vendor documents that the vectors cite."""

_SITE = "open.wps.cn"

MESSAGE_EVENT = f"{_SITE}, 接收消息 (kso.app_chat.message)"
MESSAGE_CONTENT = f"{_SITE}, 消息内容(content)结构说明"
EVENT_SECURITY = f"{_SITE}, 事件安全校验"
EVENT_LIST = f"{_SITE}, event list"
CALLBACKS = f"{_SITE}, 接收并处理回调"
CARD_CALLBACK = f"{_SITE}, card callback"
KSO1 = f"{_SITE}, 签名方法 (KSO-1)"
OLD_MESSAGE_EVENT = "open-xz.wps.cn, 事件安全校验"
THIRD_PARTY = "github.com/GongchuangSu/open-event-sdk-go"
