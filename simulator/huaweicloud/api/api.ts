import { isObject } from '../../common/checked';
import type { Parameter } from '../../common/http/request';
import type { Account } from '../account/account';
import type { Behaviour } from '../account/behaviour';
import type { Project } from '../account/regions';
import type { Iam } from './access/iam';
import type { KeyRing } from './access/key-ring';
import type { Principal } from './access/principal';
import { HuaweiError } from './errors';

/** The result of an operation; by default, status 200. */
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

/** The parts of a request whose sender is known. */
export interface RequestParts {
  readonly action: string;
  readonly cloud: Cloud;
  /** In simulated milliseconds since 1970. */
  readonly now: number;
  /** The values of the placeholders in the path. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: readonly Parameter[];
  readonly text: string;
  readonly principal: Principal;
  /** Whether the request has a security token. */
  readonly hasToken: boolean;
  /** The project that a request to IMS is for. */
  readonly project?: Project;
}

/** A request with a known sender, at one time. */
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

  /** A value in the path; empty if the route has no such placeholder. */
  path(name: string): string {
    return this.parts.path[name] ?? '';
  }

  /** A parameter of the URL; `undefined` if it was not sent. */
  query(name: string): string | undefined {
    return this.parts.query.find(([sent]) => sent === name)?.[1];
  }

  /** The error of this action with that code. The caller must throw it. */
  refuse(code: string, details?: { message?: string; status?: number }): HuaweiError {
    return HuaweiError.of(this.action, code, details);
  }

  /**
   * The body, which must be an object.
   *
   * @param codes the errors for an empty and for a malformed body
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

  /** Whether the caller has a permission for a resource; by default, for everything of the service in the region of the request. */
  may(right: string, resource?: string): boolean {
    const { regionId = '' } = this.parts.project ?? {};
    return this.cloud.iam.allows(this.parts.principal, right, resource ?? `${right.split(':')[0]}:${regionId}:*`);
  }
}

/** Carries out a call. @throws HuaweiError if it is refused */
export type Operation = (request: ApiRequest) => Done;
