"""The vendor's former SDK for Python, which speaks signature version 1."""

import importlib
import json

from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.auth.credentials import StsTokenCredential
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.http.protocol_type import HTTP, HTTPS

from driver import serve

PACKAGES = {"ecs": "aliyunsdkecs.request.v20140526", "sts": "aliyunsdksts.request.v20150401"}


def act(call):
    request = request_of(call["service"], call["action"], call["parameters"])
    protocol, endpoint = call["url"].split("://")
    # It compares by identity.
    request.set_protocol_type(HTTPS if protocol == HTTPS else HTTP)
    request.set_endpoint(endpoint)
    key = call["key"]
    if "token" in key:
        credential = StsTokenCredential(key["id"], key["secret"], key["token"])
        client = AcsClient(region_id=call["regionId"], credential=credential, verify=call.get("ca"))
    else:
        client = AcsClient(key["id"], key["secret"], call["regionId"], verify=call.get("ca"))
    return json.loads(client.do_action_with_exception(request))


def request_of(service, action, parameters):
    """A request of the package; a parameter has a setter of its name, a list one of its plural."""
    name = f"{action}Request"
    request = getattr(importlib.import_module(f"{PACKAGES[service]}.{name}"), name)()
    for parameter, value in parameters.items():
        # The region of a request is the client's, where the package has no setter.
        if parameter == "RegionId" and not hasattr(request, "set_RegionId"):
            continue
        getattr(request, f"set_{parameter}s" if isinstance(value, list) else f"set_{parameter}")(value)
    return request


def explain(error):
    if not isinstance(error, ServerException):
        return None
    return {
        "type": type(error).__name__,
        "code": error.get_error_code(),
        "status": error.get_http_status(),
        "requestId": error.get_request_id(),
    }


serve(["aliyun-python-sdk-core", "aliyun-python-sdk-ecs", "aliyun-python-sdk-sts"], act, explain)
