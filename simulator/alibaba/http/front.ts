import type { HttpRequest } from '../../common/http/request';
import type { ServedApi } from '../api/api';
import type { EcsError } from '../api/errors';
import type { Envelope } from './envelope';
import type { ProofReader } from './proof';
import type { AlibabaRequest } from './request';

/** What stands between HTTP and the APIs of an account: whom a request is for, what has to be in it, how it is answered. */
export interface Front<Request extends AlibabaRequest = AlibabaRequest> {
  read(message: HttpRequest): Request;
  /** The API that a request is for; undefined: none. */
  apiOf(request: Request): ServedApi | undefined;
  /** The region whose endpoint a request came to; empty if nothing tells. */
  endpointRegionOf(request: Request): string;
  /** How a request proves who sends it. */
  proofReaderOf(request: Request): ProofReader;
  envelopeOf(request: Request): Envelope;
  /** What is said of an action that no API behind it has. */
  noSuchAction(request: Request): EcsError;
  /** What is demanded before the sender is known. @throws EcsError */
  admit(request: Request): void;
  /** What is demanded of a sender who is known. @throws EcsError */
  authorize(request: Request): void;
}
