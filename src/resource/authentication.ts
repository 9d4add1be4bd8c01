import type { AccessKey } from '../keys/access-key';
import type { AssumedByKey, AssumedByToken, Authentication, KeyAuthentication } from '../keys/authentication';
import type { Problems } from './problems';
import { fieldOf } from './property';
import { matches, type Rule } from './rules';
import { type NumberRange, objectOf, policyRule, readerOf, secretRule } from './type-configuration';

/** A property, and the rule for its value. */
interface Field {
  readonly property: string;
  readonly rule: Rule;
}

/** The properties with which the type configurations of a cloud set an authentication method, and the rules for their values. */
export interface AuthenticationForm {
  /** The methods, as messages list them. */
  readonly methods: string;
  /** The properties of `Credentials` that contain the parts of a key. */
  readonly key: { readonly id: string; readonly secret: string };
  /** The role or agency that either method assumes. */
  readonly name: Field;
  readonly sessionName: Rule;
  /** How long a session may last, in seconds. A session that is opened with a temporary key may have another limit. */
  readonly seconds: NumberRange;
  readonly secondsOfTemporaryKey?: NumberRange;
  /** The object that assumes a role or agency with a key. `noun`: what it assumes. */
  readonly byKey: { readonly property: string; readonly noun: string; readonly longestPolicy: number };
}

/** The form for a cloud that accepts web identity tokens of AWS. */
export interface KeylessForm extends AuthenticationForm {
  /** The object that assumes a role with a token. */
  readonly byToken: { readonly property: string; readonly provider: Field; readonly audience: Rule };
}

// The documentation of each cloud that has an external ID gives this rule.
const externalIdRule = matches(
  /^[\w+=,.@:/-]{2,1224}$/,
  'must be 2 to 1224 letters, digits or characters of =,.@:/-_+',
);

/** Replaces a missing key, which is already noted as a problem. */
const NO_KEY: AccessKey = { accessKeyId: '', accessKeySecret: '' };

/** The value of a property in an object with the field names of the generated models; `undefined` if `given` is not an object. */
const fieldIn = (given: object, property: string): unknown => Reflect.get(Object(given), fieldOf(property));

/** An object of a type configuration, or `undefined` if the type configuration does not have it. */
function objectIn(configuration: object, property: string, problems: Problems): object | undefined {
  // `objectOf` notes a value that is not an object as a problem.
  const value = fieldIn(configuration, property) as object | null | undefined;
  return objectOf(property, value, problems);
}

/** Reads the properties of one object. */
function readerIn(object: string, given: object, problems: Problems) {
  const read = readerOf(object, problems);
  return {
    required: (property: string, rule: Rule) => read.required(property, fieldIn(given, property), rule),
    optional: (property: string, rule: Rule) => read.optional(property, fieldIn(given, property), rule),
    number: (property: string, range: NumberRange) => read.number(property, fieldIn(given, property), range),
  };
}

/** The one authentication method that a type configuration sets. If there are problems, the caller must not use the result. */
export function readAuthentication(configuration: object, form: KeylessForm, problems: Problems): Authentication {
  const { byKey, byToken } = form;
  const given = objectIn(configuration, byToken.property, problems);
  if (!given) return readKeyAuthentication(configuration, form, problems);
  const others = ['Credentials', byKey.property].map((property) => objectIn(configuration, property, problems));
  if (others.some(Boolean)) {
    const rule = `cannot be used with Credentials or ${byKey.property}: remove it, or both of them`;
    problems.add(byToken.property, rule);
  }
  return { kind: 'web-identity', assumed: readAssumedByToken(given, form, problems) };
}

/** A key, or a role or agency that is assumed with it. If there are problems, the caller must not use the result. */
export function readKeyAuthentication(
  configuration: object,
  form: AuthenticationForm,
  problems: Problems,
): KeyAuthentication {
  const { methods, byKey } = form;
  const credentials = objectIn(configuration, 'Credentials', problems);
  const given = objectIn(configuration, byKey.property, problems);
  if (!credentials) {
    const why = given ? `${byKey.property} assumes ${byKey.noun} with it` : `the authentication methods are ${methods}`;
    problems.add('Credentials', `is missing: ${why}`);
  }
  const accessKey = credentials ? readKey(credentials, form, problems) : NO_KEY;
  if (!given) return { kind: 'key', accessKey };
  return { kind: 'assumed', accessKey, assumed: readAssumedByKey(given, accessKey, form, problems) };
}

function readKey(given: object, { key }: AuthenticationForm, problems: Problems): AccessKey {
  const read = readerIn('Credentials', given, problems);
  const securityToken = read.optional('SecurityToken', secretRule);
  return {
    accessKeyId: read.required(key.id, secretRule),
    accessKeySecret: read.required(key.secret, secretRule),
    ...(securityToken !== undefined && { securityToken }),
  };
}

function readAssumedByKey(
  given: object,
  { securityToken }: AccessKey,
  { byKey, name, sessionName, seconds, secondsOfTemporaryKey = seconds }: AuthenticationForm,
  problems: Problems,
): AssumedByKey {
  const read = readerIn(byKey.property, given, problems);
  return {
    name: read.required(name.property, name.rule),
    sessionName: read.optional('SessionName', sessionName),
    externalId: read.optional('ExternalId', externalIdRule),
    policy: read.optional('Policy', policyRule(byKey.longestPolicy)),
    durationSeconds: read.number('DurationSeconds', securityToken === undefined ? seconds : secondsOfTemporaryKey),
  };
}

function readAssumedByToken(
  given: object,
  { byToken, name, sessionName, seconds }: KeylessForm,
  problems: Problems,
): AssumedByToken {
  const read = readerIn(byToken.property, given, problems);
  return {
    provider: read.required(byToken.provider.property, byToken.provider.rule),
    name: read.required(name.property, name.rule),
    audience: read.required('Audience', byToken.audience),
    sessionName: read.optional('SessionName', sessionName),
    durationSeconds: read.number('DurationSeconds', seconds),
  };
}
