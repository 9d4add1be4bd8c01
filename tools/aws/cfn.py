"""Runs the CloudFormation CLI without an AWS account.

`cfn test` asks STS, at a fixed https address, for temporary credentials and the account. This module answers both; nothing else
of the CLI is changed. The functions have to be replaced before rpdk.core.cli imports them by name.
"""

import sys

from rpdk.core import boto_helpers

ACCOUNT = "123456789012"
NO_CREDENTIALS = ("AKIA-no-account", "no-secret", "no-token")


def get_temporary_credentials(_session, key_names=boto_helpers.BOTO_CRED_KEYS, role_arn=None, headers=None):
    return dict(zip(key_names, NO_CREDENTIALS))


def get_account(_session, _temporary_credentials):
    return ACCOUNT


boto_helpers.get_temporary_credentials = get_temporary_credentials
boto_helpers.get_account = get_account

from rpdk.core.cli import main  # noqa: E402  after the replacements

sys.exit(main())
