import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClock, type Simulator, startSimulator } from '../simulator/index';
import { environmentOf, environmentWith, run, runCfn } from './environment';
import { serveFunction } from './invoke-endpoint';

/**
 * `npm run cfn -- <command>`: AWS's own CloudFormation CLI on this project, in a virtual environment of its own. `test` runs the
 * contract tests against the deployable tree, with the simulator as cloud; every other command goes to `cfn` as it is, with the AWS
 * credentials of the caller.
 */
async function main(parameters: readonly string[]): Promise<number> {
  const bin = environmentOf('cfn');
  return parameters[0] === 'test' ? runContractTests(bin, parameters.slice(1)) : runCfn(parameters);
}

/** Copies take half an hour of the cloud's time; the contract tests wait for them in real time. */
const SPEED = 600;

async function runContractTests(bin: string, parameters: readonly string[]): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cfn-test-'));
  const simulator = await startSimulator({
    clock: createClock({ speed: SPEED }),
    behaviour: { copiesPerRegion: 0 },
    onCall: ({ action, parameters }) => {
      if (action === 'CopyImage') queue.admit(parameters.DestinationRegionId ?? '');
    },
  });
  const queue = queueOf(simulator);
  const endpoint = await serveFunction(() => undefined);
  try {
    const typeConfiguration = path.join(folder, 'typeConfiguration.json');
    const access = { RegionId: 'cn-shanghai', Credentials: simulator.accessKey, Endpoints: { Ecs: simulator.url } };
    await writeFile(typeConfiguration, JSON.stringify(access));
    const where = ['--endpoint', endpoint.url, '--function-name', 'TypeFunction', '--region', 'us-east-1'];
    const code = await runWithoutAccount(bin, ['test', ...where, '--typeconfig', typeConfiguration, ...parameters]);
    return code === 0 ? leftOvers(simulator) : code;
  } finally {
    await endpoint.close();
    await simulator.close();
    await rm(folder, { recursive: true });
  }
}

/** Says what the tests left in the cloud; anything but nothing is a failure. Snapshots stay where an input does not say otherwise. */
function leftOvers(simulator: Simulator): number {
  const { runningCopies, waitingCopies, images, snapshots } = simulator.ledger();
  const copies = runningCopies + waitingCopies;
  process.stdout.write(`Left in the cloud: ${copies} copies, ${images.length} images, ${snapshots.length} snapshots\n`);
  return copies + images.length === 0 ? 0 : 1;
}

/** Copies to this region wait in the queue first, long enough for a handler to see it. */
const QUEUED_REGION = 'cn-beijing';
const QUEUED_MS = 12_000;
/** How long the queue lets copies start; the contract tests make one at a time. */
const OPEN_MS = 5_000;

/** A queue that lets a copy start at once or, in one region, late. */
function queueOf(simulator: Simulator): { admit(regionId: string): void } {
  const after = (milliseconds: number, copiesPerRegion: number): void => {
    setTimeout(() => simulator.behave({ copiesPerRegion }), milliseconds).unref();
  };
  return {
    admit: (regionId) => {
      const wait = regionId === QUEUED_REGION ? QUEUED_MS : 0;
      after(wait, 5);
      after(wait + OPEN_MS, 0);
    },
  };
}

/** Runs the contract tests of `cfn` at the project's root, without an AWS account; the exit code. */
function runWithoutAccount(bin: string, parameters: readonly string[]): Promise<number> {
  return run(path.join(bin, 'python'), ['-W', 'ignore', path.join(__dirname, 'cfn.py'), ...parameters], {
    ...environmentWith(bin),
    AWS_ACCESS_KEY_ID: 'AKIA-no-account',
    AWS_SECRET_ACCESS_KEY: 'no-secret',
    AWS_DEFAULT_REGION: 'us-east-1',
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
