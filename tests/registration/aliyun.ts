import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { RAM_CALLS } from './ram-calls';

/** Of an account in Alibaba Cloud what `registration/alibaba-side.sh` and the commands of the pages look at and change. */
export interface Account {
  provider?: Record<string, string>;
  role?: Record<string, string>;
  /** The versions of each policy; the last one is the default version. */
  policies: Record<string, string[]>;
  /** The policies of the role. */
  attached: string[];
  users: Record<string, User>;
  /** Every call, as `product Action`. */
  calls: string[];
}

interface User {
  keys: string[];
  attached: string[];
}

type Parameters = Readonly<Record<string, string>>;
type Call = (account: Account, parameters: Parameters) => unknown;

/** An error of the service; the CLI prints it and exits with 1. */
class ServiceError extends Error {}

const absent = (what: string): never => {
  throw new ServiceError(`ERROR: SDK.ServerError\nErrorCode: EntityNotExist.${what}\nRequestId: 5E7F`);
};

/** RAM deletes nothing that something else hangs on. */
const conflict = (what: string): never => {
  throw new ServiceError(`ERROR: SDK.ServerError\nErrorCode: DeleteConflict.${what}\nRequestId: 5E7F`);
};

function detach(attached: string[], name: string): void {
  if (!attached.includes(name)) absent('Policy');
  attached.splice(attached.indexOf(name), 1);
}

const CALLS: Readonly<Record<string, Call>> = {
  'sts GetCallerIdentity': () => ({ AccountId: '1234567890123456', Arn: 'acs:ram::1234567890123456:user/admin' }),
  'ims GetOIDCProvider': ({ provider }) => ({ OIDCProvider: provider ?? absent('OIDCProvider') }),
  'ims CreateOIDCProvider': (account, parameters) => {
    account.provider = { ...parameters };
  },
  'ims AddClientIdToOIDCProvider': ({ provider = absent('OIDCProvider') }, { ClientId }) => {
    provider.ClientIds = `${provider.ClientIds},${ClientId}`;
  },
  'ims AddFingerprintToOIDCProvider': ({ provider = absent('OIDCProvider') }, { Fingerprint }) => {
    provider.Fingerprints = `${provider.Fingerprints},${Fingerprint}`;
  },
  'ram GetRole': ({ role }) => ({ Role: role ?? absent('Role') }),
  'ram CreateRole': (account, parameters) => {
    account.role = { ...parameters };
  },
  'ram UpdateRole': ({ role = absent('Role') }, { NewAssumeRolePolicyDocument = '' }) => {
    role.AssumeRolePolicyDocument = NewAssumeRolePolicyDocument;
  },
  'ram DeleteRole': (account) => {
    if (account.role === undefined) absent('Role');
    if (account.attached.length > 0) conflict('Role.Policy');
    delete account.role;
  },
  'ram GetPolicy': ({ policies }, { PolicyName = '' }) => ({
    Policy: { PolicyName },
    DefaultPolicyVersion: { PolicyDocument: (policies[PolicyName] ?? absent('Policy')).at(-1) },
  }),
  'ram CreatePolicy': ({ policies }, { PolicyName = '', PolicyDocument = '' }) => {
    policies[PolicyName] = [PolicyDocument];
  },
  'ram CreatePolicyVersion': ({ policies }, { PolicyName = '', PolicyDocument = '' }) => {
    (policies[PolicyName] ?? absent('Policy')).push(PolicyDocument);
  },
  'ram DeletePolicy': ({ policies, attached, users }, { PolicyName = '', CascadingDelete }) => {
    const versions = policies[PolicyName] ?? absent('Policy');
    if ([attached, ...Object.values(users).map((user) => user.attached)].some((names) => names.includes(PolicyName)))
      conflict('Policy.Entity');
    if (versions.length > 1 && CascadingDelete !== 'true') conflict('Policy.Version');
    delete policies[PolicyName];
  },
  'ram ListPoliciesForRole': ({ attached }) => ({
    Policies: { Policy: attached.map((PolicyName) => ({ PolicyName, PolicyType: 'Custom' })) },
  }),
  'ram AttachPolicyToRole': ({ attached }, { PolicyName = '' }) => {
    attached.push(PolicyName);
  },
  'ram DetachPolicyFromRole': ({ attached }, { PolicyName = '' }) => detach(attached, PolicyName),
  'ims DeleteOIDCProvider': (account) => {
    if (account.provider === undefined) absent('OIDCProvider');
    delete account.provider;
  },
  'ram CreateUser': ({ users }, { UserName = '' }) => {
    users[UserName] = { keys: [], attached: [] };
  },
  'ram AttachPolicyToUser': ({ users }, { UserName = '', PolicyName = '' }) => {
    (users[UserName] ?? absent('User')).attached.push(PolicyName);
  },
  'ram DetachPolicyFromUser': ({ users }, { UserName = '', PolicyName = '' }) =>
    detach((users[UserName] ?? absent('User')).attached, PolicyName),
  'ram CreateAccessKey': ({ users }, { UserName = '' }) => {
    (users[UserName] ?? absent('User')).keys.push('LTAI5tExample');
  },
  'ram ListAccessKeys': ({ users }, { UserName = '' }) => ({ AccessKeys: (users[UserName] ?? absent('User')).keys }),
  'ram DeleteAccessKey': ({ users }, { UserName = '', UserAccessKeyId = '' }) => {
    const { keys } = users[UserName] ?? absent('User');
    if (!keys.includes(UserAccessKeyId)) absent('User.AccessKey');
    keys.splice(keys.indexOf(UserAccessKeyId), 1);
  },
  'ram DeleteUser': ({ users }, { UserName = '' }) => {
    const { keys, attached } = users[UserName] ?? absent('User');
    if (keys.length > 0) conflict('User.AccessKey');
    if (attached.length > 0) conflict('User.Policy');
    delete users[UserName];
  },
};

/** `--Name value` pairs, each with a name that the action has. */
function parametersOf(name: string, words: readonly string[]): Parameters {
  const known = RAM_CALLS[name] ?? [];
  const pairs: [string, string][] = [];
  for (let at = 0; at < words.length; at += 2) {
    const key = words[at]?.replace(/^--/, '') ?? '';
    const value = words[at + 1];
    if (value === undefined || !known.includes(key))
      throw new ServiceError(`ERROR: '--${key}' is not a valid parameter of ${name}`);
    pairs.push([key, value]);
  }
  return Object.fromEntries(pairs);
}

/** Alibaba Cloud's CLI on an account in a file; ends like the real one, with 0 and JSON or with 1 and the error. */
function main(file: string, [product = '', action = '', ...words]: readonly string[]): number {
  const account: Account = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { policies: {}, attached: [], users: {}, calls: [] };
  const name = `${product} ${action}`;
  try {
    const call = CALLS[name];
    if (!call) throw new ServiceError(`ERROR: '${name}' is not a valid api`);
    account.calls.push(name);
    const answer = call(account, parametersOf(name, words));
    process.stdout.write(`${JSON.stringify({ RequestId: '5E7F', ...Object(answer) }, null, 2)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    writeFileSync(file, JSON.stringify(account));
  }
}

process.exitCode = main(process.argv[2] ?? '', process.argv.slice(3));
