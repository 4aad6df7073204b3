"""The documents that the vectors cite."""

_SITE = "yach.zhiyinlou.com"

FORMATS = f"{_SITE}, 消息类型与数据格式"
ROBOT = f"{_SITE}, robot documents (send, callback)"
CALLBACK_FIELDS = "third-party robot code (fields of a callback)"
FIELD_CIPHER = "third-party robot code (field encryption, two codebases agree)"
SSE = "WHATWG HTML, server-sent events"
