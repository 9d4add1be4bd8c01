import type { HttpRequest } from '../../common/http/request';
import type { ServedApi } from '../api/api';
import type { EcsError } from '../api/errors';
import type { Envelope } from './envelope';
import type { ProofReader } from './proof';
import type { AlibabaRequest } from './request';

/**
 * The layer between HTTP and the APIs of an account. It decides which API a request is for, what the request must contain and how it is
 * answered.
 */
export interface Front<Request extends AlibabaRequest = AlibabaRequest> {
  read(message: HttpRequest): Request;
  /** The API that a request is for; `undefined` if there is none. */
  apiOf(request: Request): ServedApi | undefined;
  /** The region of the endpoint that received a request; empty if it is not known. */
  endpointRegionOf(request: Request): string;
  /** How a request proves who sends it. */
  proofReaderOf(request: Request): ProofReader;
  envelopeOf(request: Request): Envelope;
  /** The error for an action that no API has. */
  noSuchAction(request: Request): EcsError;
  /** The checks before the sender is known. @throws EcsError */
  admit(request: Request): void;
  /** The checks when the sender is known. @throws EcsError */
  authorize(request: Request): void;
}
