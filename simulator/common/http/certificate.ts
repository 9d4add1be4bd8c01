import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type Forge from 'node-forge';

/** What an HTTPS server needs and what its clients must trust, in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** The certificate of the authority that signed `cert`. */
  readonly ca: string;
}

/** The hosts in the certificate. These are only loopback addresses, because hosts of real clouds are not reached through a tunnel here. */
const NAMES = [
  { type: 2, value: 'localhost' },
  { type: 7, ip: '127.0.0.1' },
  { type: 7, ip: '::1' },
];
/** The subject of every authority that is created here. */
export const AUTHORITY = 'Made-up certificate authority of a simulator';
type Pki = typeof Forge.pki;

const DAY_MS = 24 * 60 * 60_000;
/** The clocks of clients may be late. */
const EARLIER_MS = DAY_MS;
const LIFE_MS = 365 * DAY_MS;

/**
 * Creates a certificate for the loopback addresses of this machine. Its authority signs nothing else, because its key is not kept. The
 * authority is needed because strict clients, such as Python's since 3.13, do not accept a server certificate as its own authority.
 */
export async function makeCertificate(): Promise<Certificate> {
  // Few simulators need this library, so it is loaded only here.
  const { md, pki } = (await import('node-forge')).default;
  const authority = makeKey(pki);
  const server = makeKey(pki);
  const ca = fill(pki, authority, AUTHORITY, [
    { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
    { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  const cert = fill(pki, server, 'localhost', [
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: NAMES },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: ca.generateSubjectKeyIdentifier().getBytes() },
  ]);
  for (const each of [ca, cert]) {
    each.setIssuer(ca.subject.attributes);
    each.sign(authority.privateKey, md.sha256.create());
  }
  return { key: server.pem, cert: pki.certificateToPem(cert), ca: pki.certificateToPem(ca) };
}

/** A new key. Node creates it many times faster than the library. */
function makeKey(pki: Pki) {
  const pem = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    pem: pem.privateKey,
    privateKey: pki.privateKeyFromPem(pem.privateKey),
    publicKey: pki.publicKeyFromPem(pem.publicKey),
  };
}

/** A certificate without a signature. */
function fill(pki: Pki, { publicKey }: ReturnType<typeof makeKey>, commonName: string, extensions: object[]) {
  const certificate = pki.createCertificate();
  certificate.publicKey = publicKey;
  // A positive number: its first bit is 0.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - EARLIER_MS);
  certificate.validity.notAfter = new Date(Date.now() + LIFE_MS);
  certificate.setSubject([{ name: 'commonName', value: commonName }]);
  certificate.setExtensions(extensions);
  return certificate;
}
