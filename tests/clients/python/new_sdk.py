"""The vendor's current SDK for Python. Its one parameter: sync, async, or v2 for the older signature."""

import asyncio
import sys

from alibabacloud_ecs20140526 import models as ecs_models
from alibabacloud_ecs20140526.client import Client as Ecs
from alibabacloud_sts20150401 import models as sts_models
from alibabacloud_sts20150401.client import Client as Sts
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException
from alibabacloud_tea_openapi.utils_models import Config

from driver import serve, snake_case

MODE = sys.argv[1]
SERVICES = {"ecs": (Ecs, ecs_models), "sts": (Sts, sts_models)}


def act(call):
    make, models = SERVICES[call["service"]]
    protocol, endpoint = call["url"].split("://")
    key = call["key"]
    client = make(
        Config(
            access_key_id=key["id"],
            access_key_secret=key["secret"],
            security_token=key.get("token"),
            region_id=call["regionId"],
            endpoint=endpoint,
            protocol=protocol,
            ca=call.get("ca"),
            signature_algorithm="v2" if MODE == "v2" else None,
        )
    )
    method = snake_case(call["action"])
    requests = requests_of(models, call["action"], call["parameters"])
    if MODE == "async":
        return asyncio.run(getattr(client, f"{method}_async")(*requests)).body.to_map()
    return getattr(client, method)(*requests).body.to_map()


def requests_of(models, action, parameters):
    """The request of an action; an action without parameters has a method without one."""
    if not hasattr(models, f"{action}Request"):
        return []
    request = getattr(models, f"{action}Request")().from_map(parameters)
    lost = parameters.keys() - request.to_map().keys()
    if lost:
        raise ValueError(f"{action}Request has no {lost}")
    return [request]


def explain(error):
    if not isinstance(error, AlibabaCloudException):
        return None
    return {
        "type": type(error).__name__,
        "code": error.code,
        "status": error.status_code,
        "requestId": error.request_id,
    }


serve(["alibabacloud-ecs20140526", "alibabacloud-tea-openapi", "alibabacloud-sts20150401"], act, explain)
