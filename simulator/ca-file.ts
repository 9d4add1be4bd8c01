import { X509Certificate } from 'node:crypto';
import { AUTHORITY } from './common/http/certificate';
import type { OwnFile } from './own-file';

/** The certificate that the clients of a simulator must trust, in PEM. */
export const CA_FILE: OwnFile = {
  what: 'a certificate',
  option: '--ca',
  mode: 0o644,
  isOurs(text) {
    try {
      return new X509Certificate(text).subject === `CN=${AUTHORITY}`;
    } catch {
      return false;
    }
  },
};
