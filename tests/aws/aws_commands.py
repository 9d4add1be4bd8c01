"""Holds calls of the AWS CLI against botocore's models: a list of {service, operation, parameters, waiter?, query?} on stdin, problems on stdout.

`operation` and `parameters` are written as in the command line: create-stack-set, stack-set-name. With `waiter`, `operation` is left out: the call is
that of `aws SERVICE wait WAITER`.
"""

import json
import sys

import botocore.session
import jmespath
from botocore import xform_name


# What the AWS CLI calls differently from botocore.
PROGRAMS = {"s3api": "s3"}


def kebab(name):
    return xform_name(name, "-")


def problems(session, call):
    call["service"] = PROGRAMS.get(call["service"], call["service"])
    try:
        model = session.get_service_model(call["service"])
    except botocore.exceptions.UnknownServiceError:
        return [f"there is no service {call['service']}"]
    names = {kebab(name): name for name in model.operation_names}
    if "waiter" in call:
        waiters = session.get_waiter_model(call["service"])
        named = {kebab(name): name for name in waiters.waiter_names}
        if call["waiter"] not in named:
            return [f"{call['service']} has no waiter {call['waiter']}"]
        call["operation"] = kebab(waiters.get_waiter(named[call["waiter"]]).operation)
    if call["operation"] not in names:
        return [f"{call['service']} has no operation {call['operation']}"]
    operation = model.operation_model(names[call["operation"]])
    shape = operation.input_shape
    members = {kebab(name): name for name in shape.members} if shape else {}
    # A flag has two options: --retain-stacks and --no-retain-stacks.
    flags = [name for name in members if shape.members[members[name]].type_name == "boolean"]
    members.update({f"no-{name}": members[name] for name in flags})
    # xform_name turns ARN into arn, and the CLI names the member in the same way.
    unknown = [name for name in call["parameters"] if name not in members]
    if unknown:
        return [f"{call['operation']} has no parameter {name}" for name in unknown]
    given = {members[name] for name in call["parameters"]}
    missing = [name for name in (shape.required_members if shape else []) if name not in given]
    found = [f"{call['operation']} needs {kebab(name)}" for name in missing]
    for name, words in call["parameters"].items():
        member = shape.members[members[name]]
        if member.type_name == "string" and getattr(member, "enum", None) and words[0] not in member.enum:
            found.append(f"{name}: {words[0]} is not one of {', '.join(member.enum)}")
        if member.type_name in ("structure", "list"):
            found += shorthand(name, member, words)
    return found + unanswered(operation, call.get("query"))


def unanswered(operation, query):
    """Problems of a --query: no JMESPath, or names at its beginning that no answer of the operation has."""
    if query is None:
        return []
    try:
        tree = jmespath.compile(query).parsed
    except jmespath.exceptions.JMESPathError as error:
        return [f"{query}: {error}"]
    members = operation.output_shape.members
    return [f"{operation.name} answers no {name}" for name in sorted(beginnings(tree)) if name not in members]


def beginnings(tree):
    """The names that a JMESPath takes of what it is applied to."""
    if tree["type"] == "field":
        return {tree["value"]}
    if tree["type"] in ("multi_select_list", "multi_select_dict"):
        return set().union(*(beginnings(child) for child in tree["children"]))
    return beginnings(tree["children"][0]) if tree["children"] else set()


def shorthand(name, member, words):
    """Problems of the shorthand syntax: A=1,B=2 for a structure, several of them for a list of structures."""
    shape = member.member if member.type_name == "list" else member
    if shape.type_name != "structure":
        return []
    pairs = [pair.split("=", 1)[0] for word in words for pair in word.split(",") if "=" in pair]
    return [f"{name} has no {key}" for key in pairs if key not in shape.members]


session = botocore.session.get_session()
print(json.dumps([problem for call in json.load(sys.stdin) for problem in problems(session, call)]))
