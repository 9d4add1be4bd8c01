"""What AWS's tools know, as JSON: when Lambda's runtimes end, how long CloudWatch can keep log events, which words are reserved in TypeScript."""

import json

from cfnlint.data import AdditionalSpecs
from cfnlint.helpers import load_resource
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from rpdk.typescript.utils import LANGUAGE_KEYWORDS

log_group = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", "AWS::Logs::LogGroup").schema
facts = {
    "runtimes": load_resource(AdditionalSpecs, "LmbdRuntimeLifecycle.json"),
    "retentions": log_group["properties"]["RetentionInDays"]["enum"],
    "reservedWords": sorted(LANGUAGE_KEYWORDS),
}
print(json.dumps(facts))
