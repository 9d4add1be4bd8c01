import { allCommands } from '../../tests/guides/commands';
import { actionOf, type Need, needsOfCommand, targetOf, templateOf } from './commands';
import { type Facts, factsAbout, uploadTemplate } from './facts';
import { TARGETS, type Target, type TargetName } from './targets';
import { needsOfRegistering, needsOfTemplate, resourcesOf } from './templates';

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Target['condition'];
}

/** An IAM policy. */
export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** The template of the role that `cfn submit` creates. */
const ROLE_TEMPLATE = 'resource-role.yaml';

/**
 * Calls that need no permission: "No permissions are required to perform this operation" (GetCallerIdentity in AWS STS's API reference).
 */
const FREE: ReadonlySet<string> = new Set(['sts:GetCallerIdentity']);

/**
 * All needs of the commands on the pages and of `npm run register`, with the places that need them.
 *
 * @throws Error if something needs an action that IAM does not have.
 */
export function allNeeds(): readonly Need[] {
  const all = allCommands();
  const commands = all.filter(({ program }) => program === 'aws');
  // On the pages, the reader copies a file before values are put into it.
  const copies = new Map(
    all.filter(({ program }) => program === 'cp').map(({ words: [from = '', to = ''] }) => [to, from]),
  );
  const named = commands.flatMap((command) => templateOf(command) ?? []);
  const templates = [...new Set(named.map((file) => copies.get(file) ?? file))];
  const upload = uploadTemplate();
  const types = [...templates, ROLE_TEMPLATE, upload].flatMap((file) => resourcesOf(file).map(({ Type }) => Type));
  const facts = factsAbout([...new Set(types)]);
  const needs = [
    ...commands.flatMap(needsOfCommand),
    ...templates.flatMap((file) => needsOfTemplate(file, facts, 'packages')),
    ...needsOfSubmit(facts),
    ...[ROLE_TEMPLATE, upload].flatMap((file) => needsOfTemplate(file, facts, 'uploadBucket')),
  ];
  return needs.filter(({ action }) => !FREE.has(action)).flatMap((need) => limited(need, facts));
}

function needsOfSubmit(facts: Facts): Need[] {
  return facts.calls.flatMap(({ service, operation, where }) => {
    const action = actionOf(service, operation);
    const call: Need = { action, target: targetOf(action, 'tf-alicloud-imagecopy-role-stack'), where };
    if (action === 'cloudformation:RegisterType') return [call, ...needsOfRegistering(where, facts, 'uploadBucket')];
    // The bucket encrypts with its own key: "Using server-side encryption with AWS KMS keys" in Amazon S3's user guide.
    const encrypting: Need = { action: 'kms:GenerateDataKey', target: 'uploadKey', where };
    return action === 's3:PutObject' ? [call, encrypting] : [call];
  });
}

/** A need with a target to which IAM can limit it. Permissions of the registry's handlers that IAM does not have are left out. */
function limited(need: Need, facts: Facts): Need[] {
  const canBeLimited = facts.actions[need.action.toLowerCase()];
  if (canBeLimited === undefined) {
    if (/:\d+$/.test(need.where)) throw new Error(`${need.where}: IAM has no action ${need.action}`);
    return [];
  }
  return [canBeLimited ? need : { ...need, target: 'anything' }];
}

/** The policy that allows what is needed and nothing else. */
export function policyFor(needs: readonly Need[]): Policy {
  const names = Object.keys(TARGETS) as TargetName[];
  const statements = names.flatMap((name): Statement[] => {
    const { sid, resources, condition }: Target = TARGETS[name];
    const actions = new Set(needs.filter(({ target }) => target === name).map(({ action }) => action));
    if (actions.size === 0) return [];
    const statement = { Sid: sid, Effect: 'Allow', Action: [...actions].sort(), Resource: resources } as const;
    return [condition ? { ...statement, Condition: condition } : statement];
  });
  return { Version: '2012-10-17', Statement: statements };
}
