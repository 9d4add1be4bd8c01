#!/usr/bin/env bash
# Creates in an Alibaba Cloud account what a type of TF::Alicloud needs for keyless authentication (AssumeRoleWithOIDC): an identity provider
# for the AWS account, a RAM role that trusts it, and the role's policy. You can run it again: it updates what exists. The output is the type
# configuration; each step is printed to standard error.
set -euo pipefail

usage() {
  cat <<'USAGE'
alibaba-side.sh --issuer URL --subject ROLE_ARN [options]

  --issuer URL          the issuer of the AWS account's tokens: aws iam get-outbound-web-identity-federation-info
  --subject ROLE_ARN    the handlers' execution role in AWS; may be repeated, a role for each region for example
  --type NAME           the type (default: TF::Alicloud::ImageCopy); the role and the policy are named after it
  --audience NAME       the audience of the tokens (default: alibaba-cloud)
  --provider-name NAME  the RAM identity provider (default: aws)
  --role-name NAME      the RAM role (default: after the type, such as tf-alicloud-imagecopy)
  --policy-name NAME    its policy (default: after the type, such as tf-alicloud-imagecopy)
  --policy-file FILE    the policy's document (default: such as tf-alicloud-imagecopy.ram-policy.json, next to this script)
  --fingerprint SHA1    the fingerprint of the issuer's CA certificate (default: asked of the issuer with openssl)
  --region ID           the default region of the type configuration (default: cn-shanghai)
  --dry-run             show the calls that would change something, without making them; needs neither an account nor a network

The type configuration goes to standard output, each step to standard error.

Needs Alibaba Cloud's CLI (aliyun), configured as a user who may manage RAM.
USAGE
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

type='TF::Alicloud::ImageCopy' issuer='' audience='alibaba-cloud' provider_name='aws' role_name='' policy_name=''
policy_file='' fingerprint='' region='cn-shanghai' dry_run=''
subjects=()
while [ $# -gt 0 ]; do
  case "$1" in
    --help) usage && exit ;;
    --dry-run) dry_run=yes && shift && continue ;;
  esac
  [ $# -ge 2 ] || fail "$1 needs a value, or is not an option: see --help"
  case "$1" in
    --type) type="$2" ;;
    --issuer) issuer="${2%/}" ;;
    --subject) subjects+=("$2") ;;
    --audience) audience="$2" ;;
    --provider-name) provider_name="$2" ;;
    --role-name) role_name="$2" ;;
    --policy-name) policy_name="$2" ;;
    --policy-file) policy_file="$2" ;;
    --fingerprint) fingerprint="$(tr -d ':' <<<"$2" | tr '[:lower:]' '[:upper:]')" ;;
    --region) region="$2" ;;
    *) fail "$1 is not an option: see --help" ;;
  esac
  shift 2
done

# The patterns keep quotes out of the documents below.
matches() { [[ "$2" =~ $1 ]]; }
matches '^https://[A-Za-z0-9./_-]+$' "$issuer" || fail '--issuer is missing or is not an https URL'
[ ${#subjects[@]} -gt 0 ] || fail '--subject is missing'
for subject in "${subjects[@]}"; do
  matches '^arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9+=,.@_/-]+$' "$subject" || fail "--subject $subject is not the ARN of an IAM role"
done
# https://www.alibabacloud.com/help/en/ram/developer-reference/api-ims-2019-08-15-createoidcprovider: ClientIds
matches '^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$' "$audience" || fail '--audience: letters, digits and . _ - inside, at most 64'
matches '^[A-Za-z0-9]+::[A-Za-z0-9]+::[A-Za-z0-9]+$' "$type" || fail "--type $type is not the name of a type, such as TF::Alicloud::Image"
case "$type" in
  TF::ApsaraStack::*) fail "--type $type: the types of Apsara Stack need a key, see guides/apsara-stack.md" ;;
  TF::HuaweiCloud::*) fail "--type $type: npm run huawei-side -- keyless --type $type creates the Huawei Cloud side" ;;
esac
# The name of the type as AWS's CLI writes it in names of files and stacks.
type_name="$(tr '[:upper:]' '[:lower:]' <<<"${type//::/-}")"
role_name="${role_name:-$type_name}" policy_name="${policy_name:-$type_name}"
policy_file="${policy_file:-$(dirname "${BASH_SOURCE[0]}")/$type_name.ram-policy.json}"
for name in "$provider_name" "$role_name" "$policy_name"; do
  matches '^[A-Za-z0-9]([A-Za-z0-9-]{0,62}[A-Za-z0-9])?$' "$name" || fail "$name is not a name: letters, digits and - inside, at most 64"
done
[ -z "$fingerprint" ] || matches '^[0-9A-F]{40}$' "$fingerprint" || fail '--fingerprint: 40 hexadecimal digits, with or without colons'
matches '^[a-z]{2,3}(-[a-z0-9]+)+$' "$region" || fail "--region $region is not a region ID"
[ -r "$policy_file" ] || fail "$policy_file cannot be read: give the policy of $type with --policy-file"

# What a call answered; each call sets it.
answer=''

# Makes a call that changes nothing. False if what it asks for is not there; any other error ends the script.
there() {
  [ -z "$dry_run" ] || return 1
  if answer="$(aliyun "$@" 2>&1)"; then return 0; fi
  [[ "$answer" == *EntityNotExist* ]] || fail "aliyun $1 $2: $answer"
  return 1
}

# Makes a call that changes something.
change() {
  if [ -n "$dry_run" ]; then
    {
      printf 'aliyun'
      printf ' %q' "$@"
      printf '\n'
    } >&2
    return
  fi
  printf '%s %s\n' "$1" "$2" >&2
  answer="$(aliyun "$@" 2>&1)" || fail "aliyun $1 $2: $answer"
}

# The text of a field of the last answer.
field() { grep -o "\"$1\": *\"[^\"]*\"" <<<"$answer" | head -n 1 | cut -d '"' -f 4; }

# A JSON document without spaces and line breaks, but for those in its texts, as one argument.
compact() { grep -oE '"([^"\\]|\\.)*"|[^[:space:]"]+' | tr -d '\n'; }

# The JSON document that a field of the last answer has as its text, compact. An escaped backslash (001 meanwhile) begins no other escape.
document() {
  local backslash=$'\001'
  grep -oE "\"$1\": *\"([^\"\\\\]|\\\\.)*\"" <<<"$answer" | head -n 1 |
    sed -E "s/^\"$1\": *\"//; s/\"\$//; s/\\\\{2}/$backslash/g; s/\\\\[nrt]/ /g; s/\\\\(.)/\\1/g; s/$backslash/\\\\/g" | compact
}

if [ -n "$dry_run" ]; then
  account='ACCOUNT'
else
  command -v aliyun >/dev/null || fail 'aliyun is missing: https://github.com/aliyun/aliyun-cli'
  there sts GetCallerIdentity || fail "aliyun sts GetCallerIdentity: $answer"
  account="$(field AccountId)" || fail "aliyun sts GetCallerIdentity names no AccountId: $answer"
fi
provider_arn="acs:ram::$account:oidc-provider/$provider_name"
role_arn="acs:ram::$account:role/$role_name"

# The SHA-1 fingerprint of the last certificate that the issuer shows, its CA's.
# https://www.alibabacloud.com/help/en/ram/obtain-oidc-idp-fingerprints-through-openssl
ca_fingerprint() {
  local host="${issuer#https://}"
  host="${host%%/*}"
  openssl s_client -showcerts -servername "$host" -connect "$host:443" </dev/null 2>/dev/null |
    awk '/BEGIN CERTIFICATE/ { certificate = "" } { certificate = certificate $0 "\n" } /END CERTIFICATE/ { last = certificate } END { printf "%s", last }' |
    openssl x509 -noout -fingerprint -sha1 | cut -d = -f 2 | tr -d ':'
}

# Asks the issuer for the fingerprint, if none was given.
find_fingerprint() {
  [ -z "$fingerprint" ] || return 0
  if [ -n "$dry_run" ]; then
    fingerprint='FINGERPRINT'
  else
    fingerprint="$(ca_fingerprint)" || fail "$issuer shows no certificate; give its --fingerprint."
  fi
}

if there ims GetOIDCProvider --OIDCProviderName "$provider_name"; then
  there_issuer="$(field IssuerUrl)" || fail "The identity provider $provider_name has no issuer: $answer"
  [ "${there_issuer%/}" = "$issuer" ] || fail "The identity provider $provider_name is for $there_issuer; use another --provider-name."
  there_audiences=",$(field ClientIds)," || true
  there_fingerprints=",$(field Fingerprints | tr '[:lower:]' '[:upper:]')," || true
  find_fingerprint
  [[ "$there_audiences" == *",$audience,"* ]] ||
    change ims AddClientIdToOIDCProvider --OIDCProviderName "$provider_name" --ClientId "$audience"
  [[ "$there_fingerprints" == *",$fingerprint,"* ]] ||
    change ims AddFingerprintToOIDCProvider --OIDCProviderName "$provider_name" --Fingerprint "$fingerprint"
else
  find_fingerprint
  change ims CreateOIDCProvider --OIDCProviderName "$provider_name" --IssuerUrl "$issuer" --ClientIds "$audience" \
    --Fingerprints "$fingerprint" --Description 'Tokens of an AWS account (sts:GetWebIdentityToken)'
fi

printf -v subject_list '"%s",' "${subjects[@]}"
trust="$(
  compact <<TRUST
{
  "Version": "1",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "sts:AssumeRole",
      "Principal": { "Federated": ["$provider_arn"] },
      "Condition": {
        "StringEquals": { "oidc:iss": ["$issuer"], "oidc:aud": ["$audience"], "oidc:sub": [${subject_list%,}] }
      }
    }
  ]
}
TRUST
)"
if there ram GetRole --RoleName "$role_name"; then
  [ "$(document AssumeRolePolicyDocument)" = "$trust" ] ||
    change ram UpdateRole --RoleName "$role_name" --NewAssumeRolePolicyDocument "$trust"
else
  change ram CreateRole --RoleName "$role_name" --AssumeRolePolicyDocument "$trust" \
    --Description "Assumed by $type in AWS CloudFormation"
fi

policy="$(compact <"$policy_file")" || fail "$policy_file is empty"
if there ram GetPolicy --PolicyName "$policy_name" --PolicyType Custom; then
  [ "$(document PolicyDocument)" = "$policy" ] ||
    change ram CreatePolicyVersion --PolicyName "$policy_name" --PolicyDocument "$policy" --SetAsDefault true \
      --RotateStrategy DeleteOldestNonDefaultVersionWhenLimitExceeded
else
  change ram CreatePolicy --PolicyName "$policy_name" --PolicyDocument "$policy" \
    --Description "ECS permissions of $type"
fi

if there ram ListPoliciesForRole --RoleName "$role_name" && [[ "$(compact <<<"$answer")" == *"\"PolicyName\":\"$policy_name\""* ]]; then
  :
else
  change ram AttachPolicyToRole --RoleName "$role_name" --PolicyName "$policy_name" --PolicyType Custom
fi

printf '%s\n' 'The type configuration, for aws cloudformation set-type-configuration --configuration:' >&2
cat <<CONFIGURATION
{
  "RegionId": "$region",
  "AssumeRoleWithOIDC": {
    "ProviderArn": "$provider_arn",
    "RoleArn": "$role_arn",
    "Audience": "$audience"
  }
}
CONFIGURATION
