import { type AnswerOr, type CallSurroundings, makeCall } from '../calling/call';
import { errorsAt } from '../calling/error-book';
import { judge } from '../calling/judge';
import { sayValuesOf } from '../calling/request-values';
import { RESERVE_OF_A_START, type RetryPolicy } from '../calling/retry';
import { Failure } from '../failure/failure';
import type { AccessKey } from '../keys/access-key';
import { type KeySource, withKey } from '../keys/key-source';
import type { HuaweiAccess } from './access';
import { endpointOf } from './endpoints';
import { HUAWEI_ERRORS, HUAWEI_SESSION_ERRORS } from './errors';
import { LIST_PROJECTS } from './projects';
import { type Asked, attemptOf, type Sender } from './request';
import type { Answered, Route } from './route';

/** Calls IMS. */
export interface HuaweiCalls {
  /**
   * Makes a call in a region, repeats it if the error table allows this, and returns the content of the answer.
   *
   * `outcomes`: the values of `outcome` in the error table that the caller accepts as an answer.
   * @throws Failure
   */
  call<Answer extends object, Outcome extends string = never>(
    route: Route<Answer>,
    region: string,
    asked?: Asked,
    outcomes?: readonly Outcome[],
  ): Promise<AnswerOr<Outcome, Answered<Answer>>>;
}

const RETRIES: RetryPolicy = { attempts: 4, attemptTimeout: 10_000, firstPause: 400 };
/** The answer to a start may be slow. */
const OF_A_START = { attemptTimeout: 25_000, reserve: RESERVE_OF_A_START, once: true } as const;

/** The parameters whose value a service can refuse, and the word for the value. */
const VALUES = {
  image_id: 'image',
  id: 'image',
  job_id: 'job',
  name: 'name',
  region: 'target region',
  cmk_id: 'KMS key',
  enterprise_project_id: 'enterprise project',
  agency_name: 'agency',
  vault_id: 'vault',
} as const;

/** The gateway checks the key before anything is done. */
const isRefusedKey = ({ code }: Failure): boolean => code === 'InvalidCredentials';

/** Calls IMS and IAM. The project of a region is looked up once, unless the type configuration names it. */
export class HuaweiClient implements HuaweiCalls {
  readonly #projects = new Map<string, Promise<string>>();

  constructor(
    private readonly access: HuaweiAccess,
    private readonly keys: KeySource,
    private readonly surroundings: CallSurroundings,
  ) {}

  /** As `HuaweiCalls.call`. A key that is refused is never used again. It is renewed once, if the source can do this. */
  async call<Answer extends object, Outcome extends string = never>(
    route: Route<Answer>,
    region: string,
    asked: Asked = {},
    outcomes: readonly Outcome[] = [],
  ): Promise<AnswerOr<Outcome, Answered<Answer>>> {
    const project = route.service === 'ims' ? { projectId: await this.#projectOf(region) } : {};
    return withKey(this.keys, isRefusedKey, (key) =>
      this.#call(route, region, { asked, sender: { ...project, key }, outcomes }),
    );
  }

  #projectOf(region: string): Promise<string> {
    const given = this.access.projectIds.get(region);
    if (given !== undefined) return Promise.resolve(given);
    const known = this.#projects.get(region) ?? this.#lookUp(region);
    this.#projects.set(region, known);
    return known;
  }

  async #lookUp(region: string): Promise<string> {
    try {
      return (await this.call(LIST_PROJECTS, region, { query: [['name', region]] })).projectId;
    } catch (error) {
      this.#projects.delete(region);
      throw error;
    }
  }

  #call<Answer extends object, Outcome extends string>(
    route: Route<Answer>,
    region: string,
    { asked, sender, outcomes }: { asked: Asked; sender: Sender & { key: AccessKey }; outcomes: readonly Outcome[] },
  ): Promise<AnswerOr<Outcome, Answered<Answer>>> {
    const { endpoints } = this.access;
    const { runtime } = this.surroundings;
    const name = { action: route.action, regionId: region };
    const book = this.keys.renew ? HUAWEI_SESSION_ERRORS : HUAWEI_ERRORS;
    const errors = errorsAt(endpoints[route.service], book);
    const ofValues = route.service === 'ims' ? sayValuesOf(valuesOf(asked), VALUES) : '';
    const attempt = async (_: number, signal: AbortSignal): Promise<Answered<Answer>> => {
      const endpoint = endpointOf(endpoints, route.service, region);
      return attemptOf(route, asked, { endpoint, sender, signal, runtime });
    };
    const answer = makeCall(
      {
        name,
        attempt,
        judge: (error) => judge(error, { ...name, ofValues }, errors),
        policy: { ...RETRIES, ...(route.makes && OF_A_START) },
        outcomes,
      },
      this.surroundings,
    );
    return route.method === 'GET' ? answer.catch(failOfRead) : answer;
  }
}

/** If a call that only reads, such as the look-up of a project, gets no answer, this does not mean that a copy may have been started. */
function failOfRead(error: unknown): never {
  throw error instanceof Failure ? error.ofRead() : error;
}

/** All values of a call by name. */
function valuesOf({ places, query = [], body }: Asked): Readonly<Record<string, unknown>> {
  return { ...places, ...Object.fromEntries(query), ...body };
}
