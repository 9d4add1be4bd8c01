/**
 * The parameters that the calls of `registration/alibaba-side.sh` and of the guides may have, as the vendor's own SDKs name them: the
 * request models of `@alicloud/ims20190815` 2.3.2, `@alicloud/ram20150501` 1.2.1 and `@alicloud/sts20150401` 1.2.0 (`names()` of each class
 * in `dist/models`).
 */
export const RAM_CALLS: Readonly<Record<string, readonly string[]>> = {
  'sts GetCallerIdentity': [],
  'ims GetOIDCProvider': ['OIDCProviderName'],
  'ims CreateOIDCProvider': [
    'OIDCProviderName',
    'IssuerUrl',
    'ClientIds',
    'Fingerprints',
    'Description',
    'IssuanceLimitTime',
  ],
  'ims AddClientIdToOIDCProvider': ['OIDCProviderName', 'ClientId'],
  'ims AddFingerprintToOIDCProvider': ['OIDCProviderName', 'Fingerprint'],
  'ims DeleteOIDCProvider': ['OIDCProviderName'],
  'ram CreateUser': ['UserName', 'DisplayName', 'MobilePhone', 'Email', 'Comments'],
  'ram DeleteUser': ['UserName'],
  'ram CreateAccessKey': ['UserName'],
  'ram ListAccessKeys': ['UserName'],
  'ram DeleteAccessKey': ['UserName', 'UserAccessKeyId'],
  'ram AttachPolicyToUser': ['UserName', 'PolicyName', 'PolicyType', 'ResourceGroupId'],
  'ram DetachPolicyFromUser': ['UserName', 'PolicyName', 'PolicyType', 'ResourceGroupId'],
  'ram GetRole': ['RoleName'],
  'ram CreateRole': ['RoleName', 'AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Tag'],
  'ram UpdateRole': ['RoleName', 'NewAssumeRolePolicyDocument', 'NewDescription', 'NewMaxSessionDuration'],
  'ram DeleteRole': ['RoleName'],
  'ram GetPolicy': ['PolicyName', 'PolicyType'],
  'ram CreatePolicy': ['PolicyName', 'PolicyDocument', 'Description', 'Tag'],
  'ram CreatePolicyVersion': ['PolicyName', 'PolicyDocument', 'SetAsDefault', 'RotateStrategy'],
  'ram ListPoliciesForRole': ['RoleName'],
  'ram AttachPolicyToRole': ['RoleName', 'PolicyName', 'PolicyType', 'ResourceGroupId'],
  'ram DetachPolicyFromRole': ['RoleName', 'PolicyName', 'PolicyType', 'ResourceGroupId'],
  'ram DeletePolicy': ['PolicyName', 'CascadingDelete'],
};
