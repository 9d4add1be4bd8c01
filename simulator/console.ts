import { oneLine } from '../untrusted/visible';
import type { Ledger } from './alibaba/account/ledger';
import type { SeedImage } from './alibaba/account/seeds';
import type { Call } from './alibaba/http/service';
import type { Simulator } from './alibaba/index';
import type { AwsStsCall } from './aws-sts/index';
import type { Keyless } from './keyless';

/** The type configuration that leads to a simulator, as JSON text. */
export function typeConfiguration({ url, accessKey }: Simulator, keyless?: Keyless): string {
  const { AccessKeyId, AccessKeySecret } = accessKey;
  const configuration = {
    RegionId: 'cn-shanghai',
    ...(keyless ? { AssumeRoleWithOIDC: keyless.way } : { Credentials: { AccessKeyId, AccessKeySecret } }),
    Endpoints: { Ecs: url, ...(keyless && { Sts: url }) },
  };
  return JSON.stringify(configuration, undefined, 2);
}

/** What a person needs to use a simulator that has just started. */
export function greeting(simulator: Simulator, images: readonly SeedImage[], keyless?: Keyless): string {
  const { url, clock } = simulator;
  const counted = `${images.length} ${images.length === 1 ? 'image' : 'images'}`;
  return [
    `ECS simulator on ${url}, ${counted}, clock ${clock.speed} × real time. Ctrl-C ends it.`,
    ...imageLines(images),
    keyless
      ? 'The handlers get their key from STS. Type configuration:'
      : 'Its access key is made up and opens nothing else. Type configuration:',
    typeConfiguration(simulator, keyless),
    ...(keyless ? awsEnvironment(keyless) : []),
    '',
  ].join('\n');
}

const MOST_IMAGES = 10;

/** What there is to copy, as far as it fits on a screen. */
function imageLines(images: readonly SeedImage[]): string[] {
  const shown = images
    .slice(0, MOST_IMAGES)
    .map(({ regionId, imageId, imageName = '' }) => oneLine(`  ${regionId}  ${imageId}  ${imageName}`).trimEnd());
  const more = images.length - shown.length;
  return more > 0 ? [...shown, `  and ${more} more`] : shown;
}

/** Where the handlers find AWS STS, and as whom they sign: the standard variables of AWS's tools. */
function awsEnvironment({ aws: { url, credentials } }: Keyless): string[] {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return [
    'AWS STS is stood in for, its credentials are made up and open nothing else. Environment:',
    `  export AWS_ENDPOINT_URL_STS=${url}`,
    `  export AWS_ACCESS_KEY_ID=${accessKeyId}`,
    `  export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
    `  export AWS_SESSION_TOKEN=${sessionToken}`,
  ];
}

/** One request in one line. */
export function callLine(call: Call): string {
  const { regionId, parameters } = call;
  const destination = parameters.DestinationRegionId === undefined ? '' : ` → ${parameters.DestinationRegionId}`;
  const name = subjects.find((parameter) => parameters[parameter] !== undefined);
  return line(call, `${regionId}${destination}`, name === undefined ? '' : (parameters[name] ?? ''));
}

/** The parameters that tell what a request is about; never those that hold a token. */
const subjects = ['ImageId', 'ResourceId.1', 'ResourceId', 'SnapshotId', 'RoleArn'];

/** One request to AWS STS in one line. */
export function awsCallLine(call: AwsStsCall): string {
  return line(call, `AWS ${call.region}`);
}

type Ended = Pick<Call, 'at' | 'action' | 'status' | 'code'>;

function line({ at, action, status, code }: Ended, ...details: readonly string[]): string {
  const outcome = status === 0 ? 'no answer' : [status, code].filter((part) => part !== undefined).join(' ');
  const what = [action || 'no action', ...details, outcome];
  return oneLine([new Date(at).toISOString().slice(11, 19), ...what.filter((part) => part)].join('  '));
}

/** What copies left behind, and what was called. */
export function summary(
  { runningCopies, waitingCopies, images, snapshots, calls }: Ledger,
  awsCalls?: readonly AwsStsCall[],
): string {
  const list = (title: string, items: readonly string[]) => [
    `${title}: ${items.length}`,
    ...items.map((item) => `  ${item}`),
  ];
  const counted = Object.entries(calls)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([action, count]) => `  ${action || 'no action'} ${count}`);
  return [
    `Unfinished copies: ${runningCopies} running, ${waitingCopies} waiting`,
    ...list('Images made by copies', images),
    ...list('Snapshots made by copies', snapshots),
    counted.length > 0 ? 'Calls:' : 'Calls: none',
    ...counted,
    ...(awsCalls ? [`Calls of AWS STS: ${awsCalls.length}`] : []),
  ].join('\n');
}

/** Why the simulator does not start, for a person. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, syscall, port, message }: NodeJS.ErrnoException & { port?: number } = error;
  const obstacle = syscall === 'listen' && code !== undefined ? portObstacles[code] : undefined;
  return obstacle === undefined ? message : `port ${port} ${obstacle}; choose another one with --port`;
}

const portObstacles: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use',
  EACCES: 'is not allowed for this user',
};
