import type { HttpRequest } from '../../common/http/request';
import type { KeyHolder } from '../../common/key-store';
import type { Behaviour } from '../account/behaviour';
import type { KeyRing } from '../api/access/key-ring';
import type { Principal } from '../api/access/principal';
import { isBodyAsClaimed, readAuthorization, signatureOf } from './signature';

const MAX_SKEW_MS = 15 * 60_000;
const DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const ABOUT = 'Incorrect IAM authentication information: ';

/** The times that the date of a request may be near. Clients of a fast simulator may use either. */
export interface Times {
  readonly simulated: number;
  readonly wall: number;
}

/** Why a request does not come from the holder of a key: the text after the code APIGW.0301. */
export class NotAuthentic extends Error {
  override readonly name = 'NotAuthentic';
}

/** Checks that requests come from the holder of a key, and locks a key that fails too often in a row. */
export class Authenticator {
  private readonly failures = new Map<string, { count: number; lockedUntil: number }>();

  constructor(
    private readonly keys: KeyRing,
    private readonly behaviour: Readonly<Behaviour>,
  ) {}

  /** Returns the sender of the request. @throws NotAuthentic with one of the texts of the gateway's FAQ */
  check(request: HttpRequest, times: Times): Principal {
    const authorization = readAuthorization(request.headers.authorization ?? '');
    if (!authorization) throw new NotAuthentic('Incorrect IAM authentication information');
    const { accessKey } = authorization;
    const holder = this.keys.holderOf(accessKey);
    // The service repeats the key of the request. A client must not print it.
    if (!holder) throw new NotAuthentic(`${ABOUT}Get secretKey failed,ak:${accessKey},err:ak not exist`);
    const record = this.failures.get(accessKey) ?? { count: 0, lockedUntil: Number.NEGATIVE_INFINITY };
    if (times.simulated < record.lockedUntil) {
      throw new NotAuthentic(`${ABOUT}AK access failed to reach the limit,forbidden`);
    }
    const problem = this.problemOf(request, holder, times);
    if (problem === undefined) {
      this.failures.delete(accessKey);
      return holder.principal;
    }
    const count = record.count + 1;
    const isTooMany = count > this.behaviour.failuresBeforeLock;
    const lockedUntil = times.simulated + this.behaviour.lockSeconds * 1000;
    this.failures.set(accessKey, isTooMany ? { count: 0, lockedUntil } : { ...record, count });
    throw new NotAuthentic(`${ABOUT}${problem}`);
  }

  private problemOf(request: HttpRequest, { secret }: KeyHolder<Principal>, times: Times): string | undefined {
    const { headers } = request;
    const authorization = readAuthorization(headers.authorization ?? '');
    if (!authorization) return 'verify aksk signature fail';
    const { accessKey, signedHeaders, signature } = authorization;
    const token = this.keys.tokenState(accessKey, headers['x-security-token'], times.simulated);
    if (token !== 'fits') return 'decrypt token fail';
    if (!isNear(headers['x-sdk-date'] ?? '', times)) return 'calc ak sk signature fail:signature expired';
    const isSigned =
      signedHeaders.includes('x-sdk-date') &&
      isBodyAsClaimed(request) &&
      signatureOf(request, signedHeaders, secret) === signature;
    return isSigned ? undefined : 'verify aksk signature fail';
  }
}

function isNear(text: string, { simulated, wall }: Times): boolean {
  const [, year, month, day, hour, minute, second] = DATE.exec(text) ?? [];
  const date = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return [wall, simulated].some((time) => Math.abs(time - date) <= MAX_SKEW_MS);
}
