import type { Kept, Key } from './step';
import { EAST, type HuaweiStep, SOURCE } from './step-of-huawei';

const LIST = { action: 'ListImages', parameters: () => ({ id: SOURCE }) };
const shownSource = () => ({ images: [{ id: SOURCE }] });
const HTML = { status: 503, body: '<html>Service Unavailable</html>', contentType: 'text/html' };
const REFUSED = { status: 401, code: 'APIGW.0301' };

const sessionKey = (_: Key, { sessionId = '', sessionSecret = '', sessionToken = '' }: Kept): Key => ({
  id: sessionId,
  secret: sessionSecret,
  token: sessionToken,
});

const order = ({ sessionAgency }: Kept) => ({ agency_urn: sessionAgency, agency_session_name: 'life' });
const keyless = ({ provider, keyless: agency, token }: Kept) => ({
  provider_urn: provider,
  agency_urn: agency,
  id_token: token,
});

/** What a client does first that has a token, which lasts for an hour, and no key. */
export const KEYLESS_LIFE: readonly HuaweiStep[] = [
  {
    name: 'assume an agency by a token of another cloud, and read an image by its key',
    service: 'oidc',
    action: 'ListImages',
    parameters: (kept) => ({ ...keyless(kept), id: SOURCE }),
    shows: shownSource,
  },
];

/** Sessions, and what goes wrong before a service is reached. */
export const SESSION_LIFE: readonly HuaweiStep[] = [
  {
    name: 'assume an agency',
    service: 'sts',
    action: 'AssumeAgency',
    parameters: (kept) => ({ body: { ...order(kept), duration_seconds: 900 } }),
    shows: () => ({ assumed_agency: { urn: expect.stringContaining(':assumed-agency:image-copier/life') } }),
    keeps: ({ credentials: { access_key_id = '', secret_access_key = '', security_token = '' } = {} }) => ({
      sessionId: access_key_id,
      sessionSecret: secret_access_key,
      sessionToken: security_token,
    }),
  },
  { ...LIST, name: 'read an image by the key of the session', key: sessionKey, shows: shownSource },
  {
    ...LIST,
    name: 'read it when the session is over: refused',
    before: ({ clock }) => clock.advance(901_000),
    key: sessionKey,
    refused: REFUSED,
  },
  {
    name: 'assume an agency for too long: refused',
    service: 'sts',
    action: 'AssumeAgency',
    parameters: (kept) => ({ body: { ...order(kept), duration_seconds: 99_999 } }),
    refused: { status: 400, code: 'IAM.0011' },
  },
  {
    ...LIST,
    name: 'read an image with a wrong secret: refused',
    key: ({ id }) => ({ id, secret: 'wrong' }),
    refused: REFUSED,
  },
  {
    ...LIST,
    name: 'read it as somebody unknown: refused',
    key: (_, { project }) => ({ id: 'NOBODY', secret: 'x', project }),
    refused: REFUSED,
  },
  {
    ...LIST,
    name: 'read it from an address that is not allowed: refused by the gateway',
    before: (cloud) => cloud.inject({ action: 'ListImages', error: { code: 'APIGW.0402' } }),
    refused: { status: 403, code: 'APIGW.0402' },
  },
  {
    ...LIST,
    name: 'read it while a load balancer answers: refused in HTML',
    before: (cloud) => cloud.inject({ action: 'ListImages', respond: HTML }),
    refused: { status: 503, code: '503' },
  },
  {
    name: 'see what is left in the other region: what was there before',
    action: 'ListImages',
    region: EAST,
    parameters: () => ({ __imagetype: 'private' }),
    shows: () => ({ images: [{ name: 'golden-ubuntu-24.04-v40' }] }),
  },
];
