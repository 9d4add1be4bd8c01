import type { CloudWords } from '../alibaba/cloud-words';
import { ECS_FAMILIES, ecsErrors } from '../alibaba/ecs-errors';
import { roleErrors } from '../alibaba/sts-errors';
import { type ErrorBook, type ErrorFamilies, extend } from '../calling/error-book';
import { invalidTypeConfiguration } from '../calling/verdict';
import { errorsOfSessions } from '../keys/session-errors';
import { toldByGateway } from './answers';
import { gatewayTable, refused } from './gateway-errors';
import { PRIVATE_CLOUD_ERRORS } from './private-cloud-errors';

/** The gateways' own codes are not published, so their names decide. */
const TENANCY: ErrorFamilies = [
  {
    form: /organi[sz]ation|department/i,
    verdict: refused(
      invalidTypeConfiguration(
        'Correct Organization in the type configuration: it is the ID of an organization that the key belongs to, as ASCM shows it.',
      ),
    ),
  },
  {
    form: /resource_?-?(group|set)/i,
    verdict: refused(
      invalidTypeConfiguration(
        'Correct ResourceSet in the type configuration: it is the ID of a resource set of Organization, as ASCM shows it.',
      ),
    ),
  },
];

const OPERATOR = 'the operator of the cloud';

const WORDS: CloudWords = {
  vendor: OPERATOR,
  account: 'the account',
  user: 'user',
  quota: 'the administrator of the organization for a higher quota',
  resourceGroup: 'ResourceSet of the type configuration',
  ecsConsole: 'ASCM console',
  kmsConsole: 'ASCM console',
  ramConsole: 'ASCM console',
};

const ECS = ecsErrors(WORDS);

/** A book of Alibaba Cloud, adapted to the answers of a gateway of Apsara Stack. */
function behindGateway(book: ErrorBook): ErrorBook {
  return {
    ...book,
    told: toldByGateway,
    table: gatewayTable(book.table),
    // A call that is throttled may be throttled per organization: its code names both.
    families: [...ECS_FAMILIES.slice(0, 1), ...TENANCY, ...book.families],
    nextSteps: {
      ...book.nextSteps,
      AccessDenied:
        'Grant the action to the user or role of the type configuration, in the organization and resource set that it names.',
      NetworkFailure:
        'Check that the endpoint is reachable from the AWS network, where the handlers run: a private cloud needs an endpoint, or a Proxy, that is reachable from there.',
      ServiceInternalError: `Try again later; if the problem persists, report the request id to ${OPERATOR}.`,
    },
    permission: (action, named = `${service(action)}:${action}`) => `Permission: ${named}`,
  };
}

function service(action: string): 'sts' | 'ecs' {
  return action === 'AssumeRole' ? 'sts' : 'ecs';
}

/** The errors of ECS behind a gateway. */
export const APSARA_ERRORS: ErrorBook = behindGateway({
  ...ECS,
  table: extend(ECS.table, PRIVATE_CLOUD_ERRORS),
});

/** The errors of ECS behind a gateway, for keys that come from STS. */
export const APSARA_SESSION_ERRORS: ErrorBook = errorsOfSessions(APSARA_ERRORS, OPERATOR);

/** The errors of STS behind a gateway. */
export const APSARA_STS_ERRORS: ErrorBook = behindGateway(roleErrors(WORDS));
