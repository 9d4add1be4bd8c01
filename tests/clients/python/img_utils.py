"""SUSE's tool for images, by its library. The actions are names of its methods."""

import re

from aliyun_img_utils.aliyun_exceptions import AliyunException
from aliyun_img_utils.aliyun_image import AliyunImage
from aliyunsdkcore.profile import region_provider

from driver import serve

REFUSAL = re.compile(r"HTTP Status: (\d+) Error:(\S+) .*RequestID: ([0-9A-F-]+)")


def act(call):
    region_provider.modify_point("Ecs", call["regionId"], call["url"].removeprefix("http://"))
    images = AliyunImage(call["key"]["id"], call["key"]["secret"], call["regionId"])
    answer = getattr(images, call["action"])(**call["parameters"])
    return answer if isinstance(answer, dict) else {"returned": answer}


def explain(error):
    """Its exceptions are texts, which end in what the SDK below it says."""
    found = REFUSAL.search(str(error)) if isinstance(error, AliyunException) else None
    if found is None:
        return None
    return {"type": type(error).__name__, "status": int(found[1]), "code": found[2], "requestId": found[3]}


serve(["aliyun-img-utils", "aliyun-python-sdk-core"], act, explain)
