"""Holds calls of the AWS CLI against botocore's models: a list of {service, operation, parameters, values} on stdin, problems on stdout.

`operation` and `parameters` are written as in the command line: create-stack-set, stack-set-name.
"""

import json
import sys

import botocore.session
from botocore import xform_name


def kebab(name):
    return xform_name(name, "-")


def problems(session, call):
    try:
        model = session.get_service_model(call["service"])
    except botocore.exceptions.UnknownServiceError:
        return [f"there is no service {call['service']}"]
    names = {kebab(name): name for name in model.operation_names}
    if call["operation"] not in names:
        return [f"{call['service']} has no operation {call['operation']}"]
    shape = model.operation_model(names[call["operation"]]).input_shape
    members = {kebab(name): name for name in shape.members} if shape else {}
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
            found.append(f"{name}: {words[0]} is none of {', '.join(member.enum)}")
        if member.type_name in ("structure", "list"):
            found += shorthand(name, member, words)
    return found


def shorthand(name, member, words):
    """Problems of the shorthand syntax: A=1,B=2 for a structure, several of them for a list of structures."""
    shape = member.member if member.type_name == "list" else member
    if shape.type_name != "structure":
        return []
    pairs = [pair.split("=", 1)[0] for word in words for pair in word.split(",") if "=" in pair]
    return [f"{name} has no {key}" for key in pairs if key not in shape.members]


session = botocore.session.get_session()
print(json.dumps([problem for call in json.load(sys.stdin) for problem in problems(session, call)]))
