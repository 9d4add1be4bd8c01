import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { RAM_CALLS } from './ram-calls';

/** Of an account in Alibaba Cloud what `registration/alibaba-side.sh` looks at and changes. */
export interface Account {
  provider?: Record<string, string>;
  role?: Record<string, string>;
  policy?: { name: string; versions: string[] };
  attached: string[];
  /** Every call, as `product Action`. */
  calls: string[];
}

type Parameters = Readonly<Record<string, string>>;
type Call = (account: Account, parameters: Parameters) => unknown;

/** An error of the service; the CLI prints it and exits with 1. */
class ServiceError extends Error {}

const absent = (what: string): never => {
  throw new ServiceError(`ERROR: SDK.ServerError\nErrorCode: EntityNotExist.${what}\nRequestId: 5E7F`);
};

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
  'ram GetPolicy': ({ policy = absent('Policy') }) => ({
    Policy: { PolicyName: policy.name },
    DefaultPolicyVersion: { PolicyDocument: policy.versions.at(-1) },
  }),
  'ram CreatePolicy': (account, { PolicyName = '', PolicyDocument = '' }) => {
    account.policy = { name: PolicyName, versions: [PolicyDocument] };
  },
  'ram CreatePolicyVersion': ({ policy = absent('Policy') }, { PolicyDocument = '' }) => {
    policy.versions.push(PolicyDocument);
  },
  'ram ListPoliciesForRole': ({ attached }) => ({
    Policies: { Policy: attached.map((PolicyName) => ({ PolicyName, PolicyType: 'Custom' })) },
  }),
  'ram AttachPolicyToRole': ({ attached }, { PolicyName = '' }) => {
    attached.push(PolicyName);
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
  const account: Account = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { attached: [], calls: [] };
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
