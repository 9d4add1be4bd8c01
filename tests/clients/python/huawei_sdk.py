"""The vendor's SDK of Huawei Cloud for Python. Its one parameter: sync or async."""

import json
import os
import sys

from huaweicloudsdkcore.auth.credentials import BasicCredentials, GlobalCredentials
from huaweicloudsdkcore.auth.provider import OidcStsCredentialProvider
from huaweicloudsdkcore.exceptions.exceptions import ServiceResponseException
from huaweicloudsdkcore.http.http_config import HttpConfig
from huaweicloudsdkcore.region.region import Region
from huaweicloudsdkcore.utils.http_utils import sanitize_for_serialization
from huaweicloudsdkeps import v1 as eps
from huaweicloudsdkiam import v3 as iam
from huaweicloudsdkiam import v5 as iam5
from huaweicloudsdkims import v2 as ims
from huaweicloudsdksts import v1 as sts

from driver import serve, snake_case

MODE = sys.argv[1]
CLIENTS = {
    "ims": (ims, "Ims", BasicCredentials),
    "iam": (iam, "Iam", GlobalCredentials),
    "iam5": (iam5, "Iam", GlobalCredentials),
    "sts": (sts, "Sts", BasicCredentials),
    "eps": (eps, "Eps", GlobalCredentials),
}


def act(call):
    parameters = call["parameters"]
    # Where it looks for services that it was told no address of.
    os.environ["HUAWEICLOUD_SDK_IAM_ENDPOINT"] = os.environ["HUAWEICLOUD_SDK_STS_ENDPOINT"] = call["url"]
    if call["service"] == "oidc":
        token = {name: parameters.pop(name) for name in ["provider_urn", "agency_urn", "id_token"]}
        provider = OidcStsCredentialProvider("basic", sts_endpoint=call["url"], **token)
        return send(call, "ims", provider.get_credentials(), parameters)
    key = call["key"]
    credentials = CLIENTS[call["service"]][2](key["id"], key["secret"])
    if "token" in key:
        credentials.with_security_token(key["token"])
    if "project" in key:
        credentials.with_project_id(key["project"])
    return send(call, call["service"], credentials, parameters)


def send(call, service, credentials, parameters):
    """Sends a request. Which project or domain it is for the client asks IAM, unless it was told."""
    package, name, _ = CLIENTS[service]
    credentials.with_iam_endpoint(call["url"])
    config = HttpConfig.get_default_config()
    config.ssl_ca_cert = call.get("ca")
    kind = getattr(package, f"{name}AsyncClient" if MODE == "async" else f"{name}Client")
    region = Region(call["regionId"], call["url"])
    client = kind.new_builder().with_http_config(config).with_credentials(credentials).with_region(region).build()
    request = request_of(client, package, call["action"], parameters)
    method = snake_case(call["action"]).replace("o_i_d_c", "oidc").replace("i_d", "id")
    if MODE == "async":
        response = getattr(client, f"{method}_async")(request).result()
    else:
        response = getattr(client, method)(request)
    return plain(response)


def request_of(client, package, action, parameters):
    """The request of an action, and an error if its model loses one of the parameters."""
    model = getattr(package, f"{action}Request")
    request = model()
    for attribute, name in model.attribute_map.items():
        if name in parameters:
            setattr(request, attribute, client._deserialize(parameters[name], model.openapi_types[attribute]))
    if plain(request) != parameters:
        raise ValueError(f"{action}Request makes {plain(request)} of {parameters}")
    return request


def plain(model):
    """What a model holds, by the names of the API."""
    return json.loads(json.dumps(sanitize_for_serialization(model), default=float))


def explain(error):
    if not isinstance(error, ServiceResponseException):
        return None
    return {
        "type": type(error).__name__,
        "code": error.error_code,
        "status": error.status_code,
        "requestId": error.request_id,
    }


serve(
    ["huaweicloudsdkims", "huaweicloudsdkiam", "huaweicloudsdkcore", "huaweicloudsdksts", "huaweicloudsdkeps"],
    act,
    explain,
)
