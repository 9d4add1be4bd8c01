import type { KeylessForm } from '../../resource/authentication';
import { matches } from '../../resource/rules';
import type { NumberRange } from '../../resource/type-configuration';

/** How long a session may last. A session that is opened with a temporary key lasts at most an hour. */
const SESSION: NumberRange = { least: 900, most: 43_200, otherwise: 3600, unit: 'seconds' };

/**
 * A key, a trust agency that is assumed with it, or one that is assumed with a token. Sources: STS API reference, version 5, AssumeAgency
 * and AssumeAgencyWithOIDC. STS decides which names of agencies and providers are valid.
 */
export const AUTHENTICATION: KeylessForm = {
  methods: 'Credentials, Credentials with AssumeAgency, or AssumeAgencyWithOIDC',
  key: { id: 'AccessKey', secret: 'SecretKey' },
  name: {
    property: 'AgencyUrn',
    rule: matches(
      /^iam::[A-Za-z0-9_-]{1,64}:agency:[\w+=,.@/-]{1,128}$/,
      'must have the form iam::<account ID>:agency:<name>',
    ),
  },
  sessionName: matches(/^[\w+=,.@-]{2,128}$/, 'must be 2 to 128 letters, digits or characters of _+=,.@-'),
  seconds: SESSION,
  secondsOfTemporaryKey: { ...SESSION, most: 3600, unit: 'seconds, because Credentials has a SecurityToken' },
  byKey: { property: 'AssumeAgency', noun: 'the agency', longestPolicy: 4096 },
  byToken: {
    property: 'AssumeAgencyWithOIDC',
    provider: {
      property: 'ProviderUrn',
      rule: matches(
        /^iam::[A-Za-z0-9_-]{1,64}:[A-Za-z-]{1,64}:[\w+=,.@/-]{1,128}$/,
        'must have the form iam::<account ID>:oidcProvider:<name>',
      ),
    },
    audience: matches(/^.{1,255}$/su, 'must have 1 to 255 characters'),
  },
};
