import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type Forge from 'node-forge';

/** What an HTTPS server needs, and what its clients have to trust; all in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** The certificate of the authority that signed `cert`. */
  readonly ca: string;
}

/** A certificate says whom it is for. Nothing but loopback: a host of a real cloud is not reached through a tunnel here. */
const NAMES = [
  { type: 2, value: 'localhost' },
  { type: 7, ip: '127.0.0.1' },
  { type: 7, ip: '::1' },
];
/** The subject of every authority that was made here. */
export const AUTHORITY = 'Made-up certificate authority of a simulator';
type Pki = typeof Forge.pki;

const DAY_MS = 24 * 60 * 60_000;
/** The clocks of clients may be late. */
const EARLIER_MS = DAY_MS;
const LIFE_MS = 365 * DAY_MS;

/**
 * Makes a certificate for this machine's loopback addresses, signed by an authority that signs nothing else: its key is forgotten. There is
 * an authority because strict clients, such as Python's since 3.13, take no certificate of a server for one.
 */
export async function makeCertificate(): Promise<Certificate> {
  // Few simulators need it, and all of them would load it.
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

/** A new key; made by Node, which is many times faster. */
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

/** A certificate that nobody has signed yet. */
function fill(pki: Pki, { publicKey }: ReturnType<typeof makeKey>, commonName: string, extensions: object[]) {
  const certificate = pki.createCertificate();
  certificate.publicKey = publicKey;
  // A positive number: the first bit is clear.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - EARLIER_MS);
  certificate.validity.notAfter = new Date(Date.now() + LIFE_MS);
  certificate.setSubject([{ name: 'commonName', value: commonName }]);
  certificate.setExtensions(extensions);
  return certificate;
}
