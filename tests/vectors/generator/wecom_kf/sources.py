"""The documents that the vectors cite."""

_SITE = "developer.work.weixin.qq.com"

CRYPTO = f"{_SITE} 90968, 加解密方案说明"
CALLBACK = f"{_SITE} 90930, 回调配置"
MESSAGES = f"{_SITE} 90239, 接收消息格式"
EVENTS = f"{_SITE} 90240, 事件格式"
KF_CALLBACK = f"{_SITE} 94670, 微信客服 接收消息和事件"
SYNC_MSG = f"{_SITE} 94670, 读取消息 (sync_msg)"
BOT_CALLBACK = f"{_SITE} 101033, 回调和回复的加解密方案"
GO_PACKAGE = "pkg.go.dev, package syncmsg v2.1.0-rc.1"
PUBLIC_FAILURES = "failures seen in public libraries"
