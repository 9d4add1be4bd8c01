import { parameterStringToSign, type SignatureMethod, signParameters } from '../../common/http/parameter-signature';
import type { Proof, ProofReader } from './proof';
import type { AlibabaRequest, CommonName } from './request';

/** The required parameters, in this order. The documentation lists them, with `Missing<name>` as the code if one is missing. */
const REQUIRED = [
  'AccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'Timestamp',
] as const satisfies readonly CommonName[];

/** The only documented values. An empty SignatureType is the same as none (the vendor's Go SDK sends it). */
const ONLY: readonly (readonly [CommonName, value: string])[] = [
  ['SignatureVersion', '1.0'],
  ['SignatureType', ''],
];

/**
 * Signature version 1. Parameters contain all its parts, and all parameters except the signature itself are signed.
 *
 * @param methods the values of SignatureMethod that are accepted
 */
export function parameterProof(methods: readonly SignatureMethod[]): ProofReader {
  return (request, refuse) => {
    for (const name of REQUIRED) {
      if (!request.common[name]) throw refuse(`Missing${name}`);
    }
    const signatureMethod = methods.find((method) => method === request.common.SignatureMethod);
    if (signatureMethod === undefined) throw refuse('InvalidSignatureMethod');
    for (const [name, value] of ONLY) {
      if ((request.common[name] ?? '') !== value) throw refuse(`Invalid${name}`);
    }
    return proofOf(request, signatureMethod);
  };
}

function proofOf({ common, method, sent }: AlibabaRequest, signatureMethod: SignatureMethod): Proof {
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
      return signParameters(secret, text, signatureMethod) === Signature
        ? undefined
        : `Specified signature is not matched with our calculation. server string to sign is:${text}`;
    },
  };
}
