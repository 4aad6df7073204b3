"""The documents of chat archive records that the vectors cite."""

OFFICIAL = "developer.work.weixin.qq.com, 获取会话内容"
PUSH = "open.wshoto.com, 会话存档消息推送 (type 101)"
SDK = "github.com/Wechat-Group/WxJava, WxCpChatModel"
