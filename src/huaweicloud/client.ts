import { askedFor } from '../calling/asked';
import { type CallSurroundings, makeCall } from '../calling/call';
import { errorsAt } from '../calling/error-book';
import { judge } from '../calling/judge';
import type { RetryPolicy } from '../calling/retry';
import { Failure } from '../failure/failure';
import type { AccessKey } from '../keys/access-key';
import { type KeySource, withKey } from '../keys/key-source';
import type { HuaweiAccess } from './access';
import { endpointOf } from './endpoints';
import { HUAWEI_ERRORS, HUAWEI_SESSION_ERRORS } from './errors';
import { LIST_PROJECTS } from './projects';
import { type Asked, attemptOf, type Sender } from './request';
import type { Route } from './route';

/** What an answer says, and the id by which the vendor finds the request. */
export type Answered<Answer extends object> = Answer & { readonly requestId?: string };

/** What IMS is called through. */
export interface HuaweiCalls {
  /**
   * Makes a call in a region, repeats it where the error table allows, and returns what the answer says.
   *
   * `outcomes`: the values of the error table's `outcome` that the caller takes for an answer.
   * @throws Failure
   */
  call<Answer extends object, Outcome extends string = never>(
    route: Route<Answer>,
    region: string,
    asked?: Asked,
    outcomes?: readonly Outcome[],
  ): Promise<Answered<Answer> | Outcome>;
}

const RETRIES: RetryPolicy = { attempts: 4, attemptTimeout: 10_000, firstPause: 400, longestPause: 5_000 };
/** A start may answer slowly, and one without an answer is a copy that has to be looked for: time is left for that. */
const START = { attemptTimeout: 25_000, once: true } as const;
const RESERVE = 10_000;

/** The parameters that hold a value which a service can refuse. */
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

/** The gateway refuses a key before anything is done. */
const isRefusedKey = ({ code }: Failure): boolean => code === 'InvalidCredentials';

/** Calls IMS and IAM. The project of a region is looked up once, unless the type configuration names it. */
export class HuaweiClient implements HuaweiCalls {
  readonly #projects = new Map<string, Promise<string>>();

  constructor(
    private readonly access: HuaweiAccess,
    private readonly keys: KeySource,
    private readonly surroundings: CallSurroundings,
  ) {}

  /** As `HuaweiCalls.call`; a key that is refused is never used again, but renewed once, if its source can. */
  async call<Answer extends object, Outcome extends string = never>(
    route: Route<Answer>,
    region: string,
    asked: Asked = {},
    outcomes: readonly Outcome[] = [],
  ): Promise<Answered<Answer> | Outcome> {
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
  ): Promise<Answered<Answer> | Outcome> {
    const { endpoints } = this.access;
    const { runtime, deadline } = this.surroundings;
    const name = { action: route.action, regionId: region };
    const book = this.keys.renew ? HUAWEI_SESSION_ERRORS : HUAWEI_ERRORS;
    const errors = errorsAt(endpoints[route.service], book);
    const values = route.service === 'ims' ? askedFor(valuesOf(asked), VALUES) : '';
    const attempt = async (timeout: number): Promise<Answered<Answer>> => {
      const endpoint = endpointOf(endpoints, route.service, region);
      const { body, requestId } = await attemptOf(route, asked, { endpoint, sender, timeout, runtime });
      return { ...route.read(body, requestId), requestId };
    };
    const answer = makeCall(
      {
        name,
        attempt,
        judge: (error) => judge(error, { ...name, asked: values }, errors),
        policy: { ...RETRIES, ...(route.makes && START) },
        outcomes,
        onOutcome: asked.onOutcome,
      },
      { ...this.surroundings, deadline: deadline - (route.makes ? RESERVE : 0) },
    );
    return route.method === 'GET' ? answer.catch(failOfALook) : answer;
  }
}

/** A call before a copy that got no answer, such as that for a project, does not mean that the copy may have been started. */
function failOfALook(error: unknown): never {
  throw error instanceof Failure ? error.ofALook() : error;
}

/** Everything that a call says by name. */
function valuesOf({ places, query = [], body }: Asked): Readonly<Record<string, unknown>> {
  return { ...places, ...Object.fromEntries(query), ...body };
}
