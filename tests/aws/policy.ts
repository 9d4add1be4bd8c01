import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Policy } from '../../tools/registering-policy/policy';
import { ROOT } from './tools';

/** The policy of the person who registers. */
export function registeringPolicy(): Policy {
  return JSON.parse(readFileSync(path.join(ROOT, 'registration', 'registering-policy.json'), 'utf8'));
}

/** Whether a policy allows an action on a resource; without a resource, whether it allows it on any. */
export function allows({ Statement }: Policy, action: string, resource?: string): boolean {
  return Statement.some(
    ({ Action, Resource }) =>
      Action.includes(action) && Resource.some((pattern) => resource === undefined || matches(pattern, resource)),
  );
}

/** Whether a pattern of IAM takes an ARN: `*` stands for any characters, also for none. */
function matches(pattern: string, arn: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(arn);
}
