import { at } from './at';

const REDACTED = '<REDACTED>';

/** Shorter values are not taken for secrets: their letters would be cut out of every sentence. */
const SHORTEST_SECRET = 4;

/** The parts of an event whose every text is a secret. RegionId, role names and endpoints are none. */
const SECRET_PLACES: readonly (readonly string[])[] = [
  ['bearerToken'],
  ['requestData', 'callerCredentials'],
  ['requestData', 'providerCredentials'],
  ['requestData', 'typeConfiguration', 'Credentials'],
  ['requestData', 'typeConfiguration', 'AssumeRole', 'ExternalId'],
];

/** Removes secrets from a text. */
export type Redact = (text: string) => string;

/** A redactor for the secrets of one event, also where they stand URL-encoded or JSON-escaped. */
export function redactorFor(event: unknown): Redact {
  const secrets = SECRET_PLACES.flatMap((place) => textsIn(at(event, place)))
    .flatMap((secret) => [secret, urlEncoded(secret), JSON.stringify(secret).slice(1, -1)])
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  const unique = [...new Set(secrets)];
  return (text) => unique.reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text);
}

/** Half of a surrogate pair cannot be encoded and would end the invocation. */
function urlEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
