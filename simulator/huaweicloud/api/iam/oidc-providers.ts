import { idOf } from '../../account/regions';
import type { ProviderRecord } from '../access/iam';
import { providerUrn } from '../access/principal';
import type { ApiRequest, Done } from '../api';
import { BODY, optionalText, pageOf, refusal, textOf, textsOf } from './version-5';

const NAME = /^[\w-]{1,64}$/;
const URL_FORM = /^(?=.{1,255}$)https:\/\/[^\s?#]+$/;
const CLIENT_ID = /^.{1,255}$/;
const MOST_CLIENT_IDS = 100;
const THUMBPRINT = /^[0-9A-Fa-f]{64}$/;
const MOST_THUMBPRINTS = 5;
const DESCRIPTION = /^[^@#%&<>\\$^*]{0,255}$/;

const idOfProvider = (name: string): string => idOf(`oidc-provider/${name}`);

function wireProvider(name: string, { issuer, clientIds, thumbprints = [], description = '' }: ProviderRecord) {
  const provider_id = idOfProvider(name);
  return { provider_id, name, description, url: issuer, urn: providerUrn(name), client_ids: clientIds, thumbprints };
}

/** ListOIDCProvidersV5. */
export function listOidcProviders(request: ApiRequest): Done {
  const { providers } = request.cloud.iam;
  const shown = [...providers].map(([name, provider]) => wireProvider(name, provider));
  return pageOf(request, 'oidc_providers', shown, (one) => String(Object(one).provider_id));
}

/** CreateOIDCProviderV5: by default, the thumbprints are those of the issuer's certificate. */
export function createOidcProvider(request: ApiRequest): Done {
  const { iam } = request.cloud;
  const body = request.object(BODY);
  const name = textOf(body, 'name', NAME);
  const issuer = textOf(body, 'url', URL_FORM);
  const clientIds = textsOf(body, 'client_ids', CLIENT_ID, MOST_CLIENT_IDS);
  if (clientIds.length === 0) throw refusal(400, 'client_ids is missing');
  const thumbprints = textsOf(body, 'thumbprints', THUMBPRINT, MOST_THUMBPRINTS);
  const description = optionalText(body, 'description', DESCRIPTION);
  if (iam.providers.has(name)) throw refusal(409, `there is a provider ${name}`);
  const provider = { issuer, clientIds, thumbprints, description, keys: () => iam.keysOf(issuer) };
  iam.putOidcProvider(name, provider);
  return { status: 201, body: { oidc_provider: wireProvider(name, provider) } };
}

/** AddClientIDToOIDCProviderV5. */
export function addClientId(request: ApiRequest): Done {
  const { iam } = request.cloud;
  const clientId = textOf(request.object(BODY), 'client_id', CLIENT_ID);
  const [name, provider] = [...iam.providers].find(([one]) => idOfProvider(one) === request.path('provider_id')) ?? [];
  if (name === undefined || !provider) throw refusal(404, 'there is no such provider');
  if (provider.clientIds.includes(clientId)) throw refusal(409, `it has the client ID ${clientId}`);
  if (provider.clientIds.length >= MOST_CLIENT_IDS) throw refusal(409, 'it has 100 client IDs');
  iam.putOidcProvider(name, { ...provider, clientIds: [...provider.clientIds, clientId] });
  return {};
}
