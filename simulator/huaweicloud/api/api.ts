import { isObject } from '../../common/checked';
import type { Parameter } from '../../common/http/request';
import type { Account } from '../account/account';
import type { Behaviour } from '../account/behaviour';
import type { Project } from '../account/regions';
import type { Iam } from './access/iam';
import type { KeyRing } from './access/key-ring';
import type { Principal } from './access/principal';
import { HuaweiError } from './errors';

/** What an operation answers: 200 and a body, unless it says otherwise. */
export interface Done {
  readonly status?: number;
  readonly body?: object;
}

/** The parts of the cloud that operations act on. */
export interface Cloud {
  readonly account: Account;
  readonly iam: Iam;
  readonly keys: KeyRing;
}

/** The parts of a request, its sender known. */
export interface RequestParts {
  readonly action: string;
  readonly cloud: Cloud;
  /** Simulated milliseconds since 1970. */
  readonly now: number;
  /** The places of the path that the route names. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: readonly Parameter[];
  readonly text: string;
  readonly principal: Principal;
  /** Whether the caller came with a security token. */
  readonly hasToken: boolean;
  /** Where a request to IMS goes to. */
  readonly project?: Project;
}

/** One request whose sender is known, at one moment. */
export class ApiRequest {
  readonly action: string;
  readonly cloud: Cloud;
  readonly now: number;

  constructor(readonly parts: RequestParts) {
    this.action = parts.action;
    this.cloud = parts.cloud;
    this.now = parts.now;
  }

  get account(): Account {
    return this.cloud.account;
  }

  get behaviour(): Readonly<Behaviour> {
    return this.cloud.account.behaviour;
  }

  /** The project that the request is for. */
  get project(): Project {
    const { project } = this.parts;
    if (!project) throw this.refuse('IMG.0030');
    return project;
  }

  /** A place of the path; empty if the route has none of the name. */
  path(name: string): string {
    return this.parts.path[name] ?? '';
  }

  /** A parameter of the URL, or undefined if it was not sent. */
  query(name: string): string | undefined {
    return this.parts.query.find(([sent]) => sent === name)?.[1];
  }

  /** The error of this action with that code. To be thrown by the caller. */
  refuse(code: string, details?: { message?: string; status?: number }): HuaweiError {
    return HuaweiError.of(this.action, code, details);
  }

  /**
   * The body, which has to be an object.
   *
   * @param codes what an empty and what a malformed body are refused with
   * @throws HuaweiError
   */
  object(codes: { readonly empty: string; readonly malformed: string }): Readonly<Record<string, unknown>> {
    const value = this.json(codes);
    if (!isObject(value)) throw this.refuse(codes.malformed);
    return value;
  }

  /** The body as JSON. @throws HuaweiError as above */
  json({ empty, malformed }: { readonly empty: string; readonly malformed: string }): unknown {
    if (this.parts.text === '') throw this.refuse(empty);
    try {
      return JSON.parse(this.parts.text);
    } catch {
      throw this.refuse(malformed);
    }
  }

  /** Whether the caller may do something, on what is named or on everything that the service has in the region of the request. */
  may(right: string, resource?: string): boolean {
    const { regionId = '' } = this.parts.project ?? {};
    return this.cloud.iam.allows(this.parts.principal, right, resource ?? `${right.split(':')[0]}:${regionId}:*`);
  }
}

/** Does what a call asks for. @throws HuaweiError if it is refused */
export type Operation = (request: ApiRequest) => Done;
