import type { AuthenticationForm, KeylessForm } from '../../resource/authentication';
import { matches } from '../../resource/rules';

/** A key, or a role that is assumed with it, as every cloud with this API supports. Sources: AssumeRole and AssumeRoleWithOIDC of STS. */
export const KEY_OR_ROLE: AuthenticationForm = {
  methods: 'Credentials, or Credentials with AssumeRole',
  key: { id: 'AccessKeyId', secret: 'AccessKeySecret' },
  name: {
    property: 'RoleArn',
    rule: matches(/^acs:ram::\d{1,20}:role\/[\w.-]{1,64}$/, 'must have the form acs:ram::<account>:role/<name>'),
  },
  sessionName: matches(/^[\w.@-]{2,64}$/, 'must be 2 to 64 letters, digits, periods, at signs, hyphens or underscores'),
  // The default is that of STS, and every RAM role allows it.
  seconds: { least: 900, most: 43_200, otherwise: 3_600, unit: 'seconds' },
  byKey: { property: 'AssumeRole', noun: 'the role', longestPolicy: 2048 },
};

/** The same, and a role that is assumed with a token. */
export const AUTHENTICATION: KeylessForm = {
  ...KEY_OR_ROLE,
  methods: 'Credentials, Credentials with AssumeRole, or AssumeRoleWithOIDC',
  byToken: {
    property: 'AssumeRoleWithOIDC',
    provider: {
      property: 'ProviderArn',
      rule: matches(
        /^acs:ram::\d{1,20}:oidc-provider\/[\w.-]{1,128}$/,
        'must have the form acs:ram::<account>:oidc-provider/<name>',
      ),
    },
    audience: matches(/^.{1,1000}$/su, 'must have 1 to 1000 characters'),
  },
};
