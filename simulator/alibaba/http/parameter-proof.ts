import { parameterStringToSign, signParameters } from '../../common/http/parameter-signature';
import type { ProofReader } from './proof';
import type { CommonName } from './request';

/** In this order; the documentation names them as required, and `Missing<name>` as the code of what is missing. */
const REQUIRED = [
  'AccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'Timestamp',
] as const satisfies readonly CommonName[];

/** The only values that the documentation names. An empty SignatureType is the same as none (the vendor's Go SDK sends it). */
const ONLY: readonly (readonly [CommonName, value: string])[] = [
  ['SignatureMethod', 'HMAC-SHA1'],
  ['SignatureVersion', '1.0'],
  ['SignatureType', ''],
];

/** Signature version 1: everything about it stands in parameters, and all parameters but the signature itself are signed. */
export const readParameterProof: ProofReader = ({ common, method, sent }, refuse) => {
  for (const name of REQUIRED) {
    if (!common[name]) throw refuse(`Missing${name}`);
  }
  for (const [name, value] of ONLY) {
    if ((common[name] ?? '') !== value) throw refuse(`Invalid${name}`);
  }
  const { AccessKeyId = '', Timestamp = '', SecurityToken, SignatureNonce, Signature } = common;
  return {
    accessKeyId: AccessKeyId,
    date: Timestamp,
    securityToken: SecurityToken,
    nonce: SignatureNonce,
    mismatch(secret) {
      const text = parameterStringToSign(
        method,
        sent.filter(([name]) => name !== 'Signature'),
      );
      return signParameters(secret, text) === Signature
        ? undefined
        : `Specified signature is not matched with our calculation. server string to sign is:${text}`;
    },
  };
};
