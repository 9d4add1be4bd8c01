import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { GatewayForm } from '../../simulator/index';
import { LIFE } from './life';
import { HUAWEI_LIFE } from './life-of-huawei';
import { SUSE_LIFE } from './life-of-suse';
import * as setups from './setups';
import type { Served, Stage } from './stage';
import { stageOfApsara } from './stage-of-apsara';
import { stageOfHuawei } from './stage-of-huawei';
import type { Need, Step } from './step';

export type Way = 'HTTP' | 'HTTPS' | 'HTTP_PROXY';

/** A step of the life on any cloud: each life knows its own cloud, and its stage starts that. */
export type AnyStep = Step<Served, Readonly<Record<string, unknown>>>;

/** A client that nobody here wrote, and how far it goes. */
export interface Client {
  readonly name: string;
  /** The packages that make the calls, with the files that pin them. */
  readonly packages: Readonly<Record<string, string>>;
  /** What it signs with. */
  readonly signs: string;
  /** How it reaches the simulator, default `HTTP`; as a proxy where it calls the service's own hosts. */
  readonly by?: Way;
  readonly tools: readonly setups.Tool[];
  /** Makes the driver ready. */
  readonly setUp: () => setups.CommandLine;
  /** The life that it leads; default: the one of all on Alibaba Cloud. */
  readonly life?: readonly AnyStep[];
  /** The cloud that it leads it on; default: Alibaba Cloud. */
  readonly stage?: (options: { readonly https: boolean }) => Promise<Stage<Served>>;
  /** The name of that cloud, where its life is another one than Alibaba Cloud's. */
  readonly on?: string;
  /** What it has not, and why. */
  readonly lacks?: Readonly<Partial<Record<Need, string>>>;
  /** Codes of the API for which it puts others of its own. */
  readonly rewrites?: Readonly<Record<string, string>>;
  /** The type of its errors, as it names it. */
  readonly errorType: RegExp;
}

const NEW = 'python/requirements-new.txt';
const OLD = 'python/requirements-old.txt';
const NEW_SDK = {
  packages: { 'alibabacloud-ecs20140526': NEW, 'alibabacloud-tea-openapi': NEW, 'alibabacloud-sts20150401': NEW },
  tools: [setups.PYTHON],
  errorType: /^ClientException$/,
};

/** It compares what it signed with the end of the message. */
const WRONG_SECRET = { SignatureDoesNotMatch: 'InvalidAccessKeySecret' };
const NO_TOKEN = 'its CopyImage has no ClientToken';

const FORMER_GO = {
  packages: { 'github.com/aliyun/alibaba-cloud-sdk-go': 'go/go.mod' },
  signs: 'version 1.0',
  tools: [setups.GO],
  errorType: /^ServerError$/,
};

const HUAWEI = 'python/requirements-huawei.txt';
const HUAWEI_SDK = {
  packages: {
    huaweicloudsdkims: HUAWEI,
    huaweicloudsdkiam: HUAWEI,
    huaweicloudsdkcore: HUAWEI,
    huaweicloudsdksts: HUAWEI,
    huaweicloudsdkeps: HUAWEI,
  },
  signs: 'SDK-HMAC-SHA256',
  tools: [setups.PYTHON],
  life: HUAWEI_LIFE,
  stage: stageOfHuawei,
  on: 'Huawei Cloud',
  errorType: /^(ClientRequest|ServerResponse)Exception$/,
};

const JAVA = {
  packages: { 'com.aliyun:ecs20140526': 'java/pom.xml', 'com.aliyun:sts20150401': 'java/pom.xml' },
  tools: [setups.JAVA, setups.MAVEN],
  by: 'HTTPS',
  lacks: { token: NO_TOKEN },
  errorType: /^TeaException$/,
} as const;

const publicClients: readonly Client[] = [
  {
    ...NEW_SDK,
    name: 'Python SDK',
    signs: 'version 3',
    setUp: () => setups.pythonDriver('new', 'new_sdk.py', 'sync'),
  },
  {
    ...NEW_SDK,
    name: 'Python SDK, async',
    signs: 'version 3',
    by: 'HTTPS',
    setUp: () => setups.pythonDriver('new', 'new_sdk.py', 'async'),
  },
  {
    ...NEW_SDK,
    name: 'Python SDK, signature_algorithm v2',
    signs: 'version 1.0',
    setUp: () => setups.pythonDriver('new', 'new_sdk.py', 'v2'),
  },
  {
    name: 'former Python SDK',
    packages: { 'aliyun-python-sdk-core': OLD, 'aliyun-python-sdk-ecs': OLD, 'aliyun-python-sdk-sts': OLD },
    signs: 'version 1.0',
    tools: [setups.PYTHON],
    by: 'HTTPS',
    setUp: () => setups.pythonDriver('old', 'old_sdk.py'),
    rewrites: WRONG_SECRET,
    errorType: /^ServerException$/,
  },
  {
    name: "SUSE's image tool",
    packages: { 'aliyun-img-utils': OLD, 'aliyun-python-sdk-core': OLD },
    signs: 'version 1.0',
    tools: [setups.PYTHON],
    setUp: () => setups.pythonDriver('old', 'img_utils.py'),
    life: SUSE_LIFE,
    rewrites: WRONG_SECRET,
    errorType: /^AliyunImageException$/,
  },
  {
    name: 'Node.js SDK',
    packages: { '@alicloud/ecs20140526': '../../package.json', '@alicloud/sts20150401': 'node/package.json' },
    signs: 'version 3',
    tools: [setups.NODE],
    setUp: () => setups.nodeDriver('full.cjs'),
    errorType: /^ClientError$/,
  },
  {
    name: 'Node.js, pop-core',
    packages: { '@alicloud/pop-core': 'node/package.json' },
    signs: 'version 1.0',
    tools: [setups.NODE],
    by: 'HTTPS',
    setUp: () => setups.nodeDriver('pop-core.cjs'),
    errorType: /^[\w.]+Error$/,
  },
  {
    name: 'Go SDK',
    packages: { 'github.com/alibabacloud-go/ecs-20140526/v7': 'go/go.mod' },
    signs: 'version 3',
    tools: [setups.GO],
    by: 'HTTPS',
    setUp: () => setups.goDriver('current'),
    lacks: { sts: 'its STS client is another module' },
    errorType: /^SDKError$/,
  },
  {
    ...FORMER_GO,
    name: "former Go SDK, of Terraform's providers",
    setUp: () => setups.goDriver('former'),
    lacks: { token: NO_TOKEN },
  },
  {
    ...FORMER_GO,
    name: 'former Go SDK, to the built-in hosts',
    by: 'HTTP_PROXY',
    setUp: () => setups.goDriver('former'),
    lacks: { token: NO_TOKEN },
  },
  {
    ...FORMER_GO,
    name: 'former Go SDK, in XML',
    setUp: () => setups.goDriver('former', 'XML'),
    lacks: { token: NO_TOKEN, errors: 'it reads errors in JSON only' },
  },
  { ...JAVA, name: 'Java SDK', signs: 'version 3, STS: 1.0', setUp: () => setups.javaDriver() },
  { ...JAVA, name: 'Java SDK, signature_algorithm v2', signs: 'version 1.0', setUp: () => setups.javaDriver('v2') },
  {
    ...HUAWEI_SDK,
    name: 'Python SDK of Huawei Cloud',
    setUp: () => setups.pythonDriver('huawei', 'huawei_sdk.py', 'sync'),
  },
  {
    ...HUAWEI_SDK,
    name: 'Python SDK of Huawei Cloud, async',
    by: 'HTTPS',
    setUp: () => setups.pythonDriver('huawei', 'huawei_sdk.py', 'async'),
  },
];

/** Of the ASAPI gateway's refusals they read no code, or take them for successes. */
const NO_ASAPI_ERRORS = { errors: 'it reads no code in refusals of that gateway' };

/** Those that speak version 1.0, with Apsara Stack: by POP and, if they can set a path, by ASAPI. */
const apsaraClients: readonly Client[] = [
  onApsara('Python SDK, signature_algorithm v2', 'POP'),
  onApsara('former Python SDK', 'POP'),
  onApsara("SUSE's image tool", 'POP'),
  onApsara('Node.js, pop-core', 'POP'),
  onApsara('Node.js, pop-core', 'ASAPI', NO_ASAPI_ERRORS),
  onApsara("former Go SDK, of Terraform's providers", 'POP'),
  onApsara("former Go SDK, of Terraform's providers", 'ASAPI', NO_ASAPI_ERRORS),
  onApsara('Java SDK, signature_algorithm v2', 'POP'),
];

/** A client of the public cloud, with a gateway of Apsara Stack. */
function onApsara(name: string, form: GatewayForm, lacks: Client['lacks'] = {}): Client {
  const client = publicClients.find((each) => each.name === name);
  if (!client) throw new Error(`there is no client ${name}`);
  return {
    ...client,
    name: `${name}: Apsara Stack, ${form}`,
    stage: stageOfApsara(form),
    lacks: { ...client.lacks, ...lacks },
  };
}

const clients: readonly Client[] = [...publicClients, ...apsaraClients];

/** The clients whose drivers are in one language, by its folder. */
export function clientsIn(folder: 'python' | 'node' | 'go' | 'java'): readonly Client[] {
  return clients.filter(({ packages }) => Object.values(packages).some((file) => file.startsWith(folder)));
}

export const allClients = (): readonly Client[] => clients;

/** The steps that a client takes. */
export function stepsOf({ life = LIFE, lacks = {} }: Client): readonly AnyStep[] {
  const isTaken = (need: Need | undefined): boolean => need === undefined || !Object.hasOwn(lacks, need);
  return life.filter(({ needs, refused }) => isTaken(needs) && isTaken(refused && 'errors'));
}

/** How a package and its version are written in a file that pins it: pip, go.mod, package.json, pom.xml. */
const PINS: readonly ((name: string) => string)[] = [
  (name) => `^${name}==(\\S+)$`,
  (name) => `^\\s+${name} v(\\S+)$`,
  (name) => `"${name}": "([^"]+)"`,
  (name) => `<artifactId>${name.replace(/^.*:/, '')}</artifactId>\\s*<version>([^<]+)<`,
];

/** The version of a package that a file pins. @throws Error if it pins none. */
export function pinned(name: string, file: string): string {
  const text = readFileSync(path.join(__dirname, file), 'utf8');
  for (const pin of PINS) {
    const version = new RegExp(pin(name.replaceAll('.', '\\.')), 'm').exec(text)?.[1];
    if (version !== undefined) return version;
  }
  throw new Error(`${file} pins no ${name}`);
}
