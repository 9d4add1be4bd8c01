"""Prints as one line of JSON in which AWS account `cfn` would work: aws_caller.py [--region-only] REGION [PROFILE].

{"account": ..., "arn": ...} or {"problem": ...}. It finds credentials and regions like `cfn`. With --region-only it checks the region
alone, with the list of regions that is part of botocore, and without a network: {} or {"problem": ...}.
"""

import argparse
import json

import boto3
from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError, ProfileNotFound
from botocore.loaders import create_loader
from botocore.regions import EndpointResolver


def problem_of_region(region):
    resolver = EndpointResolver(create_loader().load_data("endpoints"))
    partitions = resolver.get_available_partitions()
    regions = [name for part in partitions for name in resolver.get_available_endpoints("cloudformation", part)]
    if region not in regions:
        return {"problem": f"{region} is not an AWS region with CloudFormation. Give another one, for example us-east-1."}
    return {}


def caller(region, profile):
    try:
        session = boto3.Session(profile_name=profile, region_name=region)
    except ProfileNotFound as error:
        return {"problem": f"{error}. Set it up with: aws configure --profile {profile}"}
    if problem := problem_of_region(region):
        return problem
    try:
        if session.get_credentials() is None:
            return {"problem": "There are no AWS credentials. Set them up with: aws configure, or aws sso login"}
        identity = session.client("sts").get_caller_identity()
    # The errors of connections have two base classes.
    except (ConnectionError, HTTPClientError) as error:
        return {"problem": f"AWS cannot be reached: {error}. Check the network and HTTPS_PROXY, then try again."}
    except (BotoCoreError, ClientError) as error:
        return {"problem": f"AWS rejects the credentials: {error}. Renew them, then try again."}
    return {"account": identity["Account"], "arn": identity["Arn"]}


arguments = argparse.ArgumentParser()
arguments.add_argument("--region-only", action="store_true")
arguments.add_argument("region")
arguments.add_argument("profile", nargs="?")
given = arguments.parse_args()
print(json.dumps(problem_of_region(given.region) if given.region_only else caller(given.region, given.profile)))
