"""Prints as JSON what AWS's own tools know about calls and permissions: aws_permissions.py PYTHON_FILE... < a list of resource types

  calls     the operations that the files call through boto3, each as {service, operation, where}; a waiter counts as the operation it repeats.
            Names such as rpdk/core/upload.py are searched in the installed packages, others in the current folder.
  handlers  the permissions in the registry's schemas (bundled with cfn-lint) for the operations of a stack on each resource type
  actions   every IAM action (bundled with cfn-lint), in lower case, and whether it may be limited to resources
"""

import ast
import json
import sys
from importlib.resources import files
from pathlib import Path

import botocore.session
import cfnlint
from botocore import xform_name

SERVICES = ("cloudformation", "s3", "sts")
# A stack does not call the list handler.
STACK_HANDLERS = ("create", "read", "update", "delete")
session = botocore.session.get_session()


def operations():
    """Service and operation, by the name of a client's method or waiter."""
    found = {}
    for service in SERVICES:
        model = session.get_service_model(service)
        found.update({xform_name(name): (service, name) for name in model.operation_names})
        if service != "sts":
            waiters = session.get_waiter_model(service)
            found.update({xform_name(name): (service, waiters.get_waiter(name).operation) for name in waiters.waiter_names})
    # boto3 adds this method to the client of S3. It puts one object.
    found["upload_fileobj"] = ("s3", "PutObject")
    return found


def names(tree):
    """The methods of clients that a program calls, and its texts, which may be names of waiters, each with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_client(node.func.value):
            yield node.func.attr, node.lineno
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno


def is_client(node):
    """Whether an expression is a boto3 client, according to its name: cfn_client, self.s3_client, session.client("sts")."""
    if isinstance(node, ast.Call):
        return is_client(node.func)
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name.endswith("client")


def calls(name):
    path = Path(name) if Path(name).exists() else Path(str(files("rpdk.core"))).parent.parent / name
    known = operations()
    for called, line in sorted(names(ast.parse(path.read_text())), key=lambda found: found[1]):
        if called in known:
            service, operation = known[called]
            yield {"service": service, "operation": operation, "where": f"{name}:{line}"}


def data(*parts):
    return Path(cfnlint.__file__).parent.joinpath("data", *parts)


def handlers(types):
    for file in sorted(data("schemas", "resources").glob("*.json")):
        schema = json.loads(file.read_text())
        if schema.get("typeName") in types:
            handlers_of_type = schema.get("handlers", {})
            permissions = [name for key in STACK_HANDLERS for name in handlers_of_type.get(key, {}).get("permissions", [])]
            yield schema["typeName"], sorted({name for name in permissions if name})


def actions():
    for service, known in json.loads(data("AdditionalSpecs", "Policies.json").read_text()).items():
        for action, details in known["Actions"].items():
            yield f"{service}:{action}", bool(details.get("Resources"))


print(
    json.dumps(
        {
            "calls": [call for name in sys.argv[1:] for call in calls(name)],
            "handlers": dict(handlers(json.load(sys.stdin))),
            "actions": dict(actions()),
        }
    )
)
