"""The vendor documents that the vectors cite."""

_SITE = "open.wshoto.com"

CUSTOMER = f"{_SITE}, 客户变更消息推送 (type 15)"
GROUP = f"{_SITE}, 客户群变更消息推送 (type 16)"
ORDER = f"{_SITE}, 代客订单变更消息推送 (type 19)"
RECEIPT = f"{_SITE}, 回款变更消息推送 (type 20)"
FIELDS = f"{_SITE}, 自定义字段变更消息推送 (type 21)"
USER = f"{_SITE}, 企业员工变更消息推送 (type 38)"
SENSITIVE = f"{_SITE}, 触发敏感词生成记录消息推送 (type 41)"
ARCHIVE = f"{_SITE}, 会话存档消息推送 (type 101)"
