"""What cfn-lint knows of AWS, as JSON: when Lambda's runtimes end, and for how many days CloudWatch can keep log events."""

import json

from cfnlint.data import AdditionalSpecs
from cfnlint.helpers import load_resource
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

log_group = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", "AWS::Logs::LogGroup").schema
facts = {
    "runtimes": load_resource(AdditionalSpecs, "LmbdRuntimeLifecycle.json"),
    "retentions": log_group["properties"]["RetentionInDays"]["enum"],
}
print(json.dumps(facts))
