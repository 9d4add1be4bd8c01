import { X509Certificate } from 'node:crypto';
import type { RegionNames } from '../../alibaba/properties/rules';
import { matches, type Rule } from '../../resource/rules';

/** A region ID. Each deployment chooses the names of its regions, such as cn-x-env30-d01. The ID becomes part of host names. */
export const regionRule = matches(
  /^[A-Za-z0-9](?:[\w-]{0,62}[A-Za-z0-9])?$/,
  'must be a region ID: letters, digits, hyphens and underscores, such as cn-x-env30-d01',
);

/** The regions of a deployment. */
export const REGIONS: RegionNames = { rule: regionRule, example: 'cn-x-env30-d01' };

/** The ID of an organization or a resource set. */
export const numberRule = matches(/^[1-9]\d{0,18}$/, 'must be a number: the ID that ASCM shows');

/** Exactly one of some values. */
export const oneOf = (...values: readonly string[]): Rule =>
  matches(new RegExp(`^(?:${values.join('|')})$`), `must be ${values.join(' or ')}`);

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const NO_CERTIFICATE = 'must be one or more certificates in PEM, each from BEGIN CERTIFICATE to END CERTIFICATE';

/** One or more certificates in PEM. Other text between them is common. */
export const certificatesRule: Rule = (text) => {
  if (text.includes('PRIVATE KEY')) return 'contains a private key: only the certificate of the authority belongs here';
  const certificates = text.match(CERTIFICATE) ?? [];
  return certificates.length > 0 && certificates.every(isCertificate) ? undefined : NO_CERTIFICATE;
};

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

const NO_PROXY =
  'must have the form http://host:port or https://host:port, with user:password@ in front of the host, percent-encoded, if the proxy needs them';

/** The URL of a proxy. The messages never contain its parts, because it may contain a password. */
export const proxyRule: Rule = (text) => {
  if (!/^https?:\/\/[^\s\\]+$/.test(text) || !URL.canParse(text)) return NO_PROXY;
  const { pathname, search, hash, username, password } = new URL(text);
  const endsAfterPort = pathname === '/' && search === '' && hash === '';
  return endsAfterPort && [username, password].every(isDecodable) ? undefined : NO_PROXY;
};

/** Whether a part of a URL can be decoded and sent in a header. */
function isDecodable(text: string): boolean {
  try {
    return /^[^\p{Cc}]*$/u.test(decodeURIComponent(text));
  } catch {
    return false;
  }
}
