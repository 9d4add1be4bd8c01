import { DOMAIN_ID, idOf } from '../../account/regions';
import type { Agency } from '../access/iam';
import { principalsIn, providerPrincipals, type TrustPolicy, trustProblem } from '../access/policy';
import { agencyUrn } from '../access/principal';
import type { ApiRequest, Done } from '../api';
import { accountOf } from './service-agencies';
import { BODY, documentOf, optionalText, pageOf, refusal, textOf, timeOf } from './version-5';

const NAME = /^[\w+=,.@-]{1,64}$/;
const DESCRIPTION = /^[\s\S]{0,1000}$/;
const SHORTEST_SECONDS = 3600;
const LONGEST_SECONDS = 43_200;

function wireAgency({ name, agencyId, description = '', trust, maxSessionDuration }: Agency, now: number): object {
  const text = { trust_policy: JSON.stringify(trust), created_at: timeOf(now) };
  const names = { urn: agencyUrn(name), path: '', agency_id: agencyId, agency_name: name };
  const account = { trust_domain_id: DOMAIN_ID, trust_domain_name: '' };
  return { ...names, ...account, ...text, description, max_session_duration: maxSessionDuration };
}

/** ListAgenciesV5: it includes agencies for services, which have no trust policy. */
export function listAgencies(request: ApiRequest): Done {
  const { account, cloud, now } = request;
  const ofServices = [...account.holdings.agencies.values()].map(({ name, service, description }) => ({
    ...{ urn: agencyUrn(name), path: '', agency_id: idOf(`agency/${name}`), agency_name: name, description },
    ...{ trust_domain_id: idOf(`service/${service}`), trust_domain_name: accountOf(service) },
  }));
  const trusting = [...cloud.iam.agencies.values()].map((agency) => wireAgency(agency, now));
  return pageOf(request, 'agencies', [...ofServices, ...trusting], (one) => String(Object(one).agency_id));
}

/** CreateAgencyV5: the new agency has no permissions until it has a policy. */
export function createTrustAgency(request: ApiRequest): Done {
  const { account, cloud, now } = request;
  const body = request.object(BODY);
  const name = textOf(body, 'agency_name', NAME);
  const description = optionalText(body, 'description', DESCRIPTION);
  const { max_session_duration: maxSessionDuration = SHORTEST_SECONDS } = body;
  const isDuration =
    typeof maxSessionDuration === 'number' &&
    maxSessionDuration >= SHORTEST_SECONDS &&
    maxSessionDuration <= LONGEST_SECONDS;
  if (!isDuration) throw refusal(400, 'max_session_duration is from 3600 to 43200');
  const trust = trustOf(request, body);
  if (account.holdings.agencies.has(name) || cloud.iam.agencies.has(name))
    throw refusal(409, `there is an agency ${name}`);
  cloud.iam.putAgency({ name, trust, description, maxSessionDuration });
  const agency = agencyOf(request, idOf(`agency/${name}`));
  cloud.iam.identityPolicies.begin(agency.agencyId);
  return { status: 201, body: { agency: wireAgency(agency, now) } };
}

/** UpdateTrustPolicyV5. */
export function updateTrustPolicy(request: ApiRequest): Done {
  const trust = trustOf(request, request.object(BODY));
  const agency = agencyOf(request, request.path('agency_id'));
  request.cloud.iam.putAgency({ ...agency, trust });
  return {};
}

/** The trust agency with an ID. @throws HuaweiError if there is none */
export function agencyOf(request: ApiRequest, agencyId: string): Agency {
  const agency = [...request.cloud.iam.agencies.values()].find((one) => one.agencyId === agencyId);
  if (!agency) throw refusal(404, `there is no trust agency ${agencyId}`);
  return agency;
}

function trustOf({ behaviour }: ApiRequest, body: Readonly<Record<string, unknown>>): TrustPolicy {
  const { document } = documentOf<TrustPolicy>(body, 'trust_policy', trustProblem);
  const refused = principalsIn(document).filter(
    (name) => providerPrincipals.some((one) => one === name) && name !== behaviour.providerPrincipal,
  );
  if (refused.length > 0) throw refusal(400, `trust_policy: ${refused.join()} is not a principal`);
  return document;
}
