"""Prints as one line of JSON in which AWS account `cfn` would work: aws_caller.py REGION [PROFILE].

{"account": ..., "arn": ...} or {"problem": ...}. It finds credentials and regions like `cfn`.
"""

import json
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError, ProfileNotFound


def caller(region, profile):
    try:
        session = boto3.Session(profile_name=profile, region_name=region)
    except ProfileNotFound as error:
        return {"problem": f"{error}. Set it up with: aws configure --profile {profile}"}
    partitions = session.get_available_partitions()
    regions = [name for part in partitions for name in session.get_available_regions("cloudformation", part)]
    if region not in regions:
        return {"problem": f"{region} is not an AWS region with CloudFormation. Give another one, for example us-east-1."}
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


print(json.dumps(caller(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)))
