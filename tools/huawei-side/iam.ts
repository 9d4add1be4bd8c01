import type { Endpoint } from '../../src/calling/endpoint';
import { limited } from '../../src/calling/limit';
import { RefusedAnswer } from '../../src/calling/refused-answer';
import { silenceOf } from '../../src/calling/silence';
import { systemRuntime } from '../../src/failure/clock';
import { type Asked, attemptOf } from '../../src/huaweicloud/request';
import type { Route } from '../../src/huaweicloud/route';
import type { AccessKey } from '../../src/keys/access-key';
import { UnreadableAnswer } from '../../untrusted/unreadable-answer';

/** A call of IAM: its name in the vendor's SDK, its method and its path. */
export interface IamCall {
  readonly action: string;
  readonly method: Route<object>['method'];
  readonly path: string;
}

/** A problem of the account or of the options, in words for the user of the program. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

/** An answer of IAM. The caller knows the types of its members. */
type Answer = Readonly<Record<string, unknown>>;

const TIMEOUT = 20_000;
const PAGE = '100';

/** Calls IAM as an administrator. */
export class IamAdministrator {
  /** @param key absent for a dry run, which reads nothing and prints what it would change */
  constructor(
    private readonly endpoint: Endpoint,
    private readonly key: AccessKey | undefined,
    readonly say: (line: string) => void,
  ) {}

  get isDry(): boolean {
    return this.key === undefined;
  }

  /** Makes a call that changes nothing. A dry run gets an empty answer. */
  async ask(call: IamCall, asked: Asked = {}): Promise<Answer> {
    return this.key === undefined ? {} : this.#send(call, asked, this.key);
  }

  /** A list, including its further pages. */
  async list<Item>(call: IamCall, member: string, asked: Asked = {}): Promise<readonly Item[]> {
    const items: Item[] = [];
    let marker: string | undefined;
    do {
      const next = marker === undefined ? [] : [['marker', marker] as const];
      const answer = await this.ask(call, { ...asked, query: [...(asked.query ?? []), ['limit', PAGE], ...next] });
      items.push(...((answer[member] as readonly Item[] | undefined) ?? []));
      marker = (answer.page_info as { readonly next_marker?: string } | undefined)?.next_marker;
    } while (marker);
    return items;
  }

  /** Makes a call that changes something, and prints it. */
  async change(call: IamCall, asked: Asked): Promise<Answer> {
    const path = call.path.replace(/\{(\w+)\}/g, (_, name: string) => asked.places?.[name] ?? name);
    if (this.key === undefined) {
      this.say(`${call.action}: ${call.method} ${path}${asked.body ? ` ${JSON.stringify(asked.body)}` : ''}`);
      return {};
    }
    this.say(call.action);
    return this.#send(call, asked, this.key);
  }

  /** @throws RefusedAnswer of status 400, which the caller may handle; Problem for other errors */
  async #send({ action, ...route }: IamCall, asked: Asked, key: AccessKey): Promise<Answer> {
    const { endpoint } = this;
    const send = (signal: AbortSignal) =>
      attemptOf({ ...route, read: contentOf }, asked, { endpoint, sender: { key }, signal, runtime: systemRuntime });
    try {
      return await limited(TIMEOUT, systemRuntime, send);
    } catch (error) {
      if (error instanceof RefusedAnswer && error.statusCode === 400) throw error;
      throw new Problem(`${action} failed${told(error)}`, { cause: error });
    }
  }
}

/** IAM answers some calls without a body. */
const contentOf = (body: unknown): Answer => (body as Answer | undefined) ?? {};

/** What went wrong with a call, in words for the user. */
export function told(error: unknown): string {
  if (error instanceof UnreadableAnswer) return `: ${silenceOf({}, error).why}`;
  if (!(error instanceof RefusedAnswer)) return `: ${error instanceof Error ? error.message : error}`;
  const { code, message, requestId = 'unknown' } = error;
  return ` with ${code}: ${message} (request id ${requestId})`;
}
