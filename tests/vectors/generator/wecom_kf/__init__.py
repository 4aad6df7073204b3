"""Vectors of 微信客服 and every other WeCom callback (developer.work.weixin.qq.com), and of sync_msg responses."""

from .flags import FLAGS
from .recorded import examples

PLATFORM = "wecom_kf"

__all__ = ["FLAGS", "PLATFORM", "examples"]
