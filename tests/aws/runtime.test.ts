import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HandlerFunction } from '../../local/function/function';
import { createPool } from '../../local/function/pool';
import type { JsonObject } from '../../local/json';
import { type EmulatedFunction, startEmulator } from '../../tools/aws/emulator';
import { runtimeParts } from '../../tools/aws/runtime-parts';
import { ROOT, rootProject } from '../../tools/projects';
import { expectNoCanary } from '../support/canaries';
import { leftovers, NOTHING_LEFT, SOURCE } from '../support/copies';
import { CANARY, EXPECTED, samEvents, sendSamEvent } from '../support/sam-events';
import { asked, openKeylessStage } from '../support/sessions';
import { type Answer, openStage, type Stage, type StageOptions } from '../support/stage';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';

const { functionFolder, settingsFile } = rootProject();
const { runtime }: { runtime: string } = JSON.parse(readFileSync(settingsFile, 'utf8'));
const MAJOR = /\d+/.exec(runtime)?.[0];

/** Sets up what is missing before the first test, so that none waits for it. */
const parts = runtimeParts(runtime);

type EntrypointName = 'entrypoint' | 'testEntrypoint';

/** Where a function runs: starts one in a folder, with its environment; `log` hears its lines. */
type Place = (
  folder: string,
  name: EntrypointName,
  environment: Readonly<Record<string, string>>,
  log: (line: string) => void,
) => Promise<HandlerFunction>;

const LIMITS = { timeoutSeconds: 60, memoryMb: 256 };

const awsRuntime =
  (limits: Pick<EmulatedFunction, 'timeoutSeconds' | 'memoryMb'> = LIMITS): Place =>
  (folder, name, environment, log) =>
    startEmulator(parts, { folder, handler: `dist/handlers.${name}`, runtime, environment, ...limits }, { log });

const standIn =
  ({ timeoutSeconds, memoryMb } = LIMITS): Place =>
  async (folder, exportName, environment, log) =>
    createPool({
      entry: path.join(folder, 'dist', 'handlers.js'),
      ...{ exportName, environment, log, limitMs: timeoutSeconds * 1000, memoryMb },
    });

/** The deployable in a place, its functions started by the first event for them. */
class Deployed {
  readonly lines: string[] = [];
  readonly #functions = new Map<EntrypointName, Promise<HandlerFunction>>();
  environment: Readonly<Record<string, string>> = {};

  constructor(private readonly place: Place) {}

  async send(event: unknown, name: EntrypointName): Promise<unknown> {
    const running =
      this.#functions.get(name) ?? this.place(functionFolder, name, this.environment, (line) => this.lines.push(line));
    this.#functions.set(name, running);
    const invocation = await (await running).invoke(event as JsonObject);
    if (invocation.outcome !== 'answered') throw new Error(JSON.stringify(invocation));
    return invocation.answer;
  }

  async close(): Promise<void> {
    for (const running of this.#functions.values()) await (await running).close();
  }
}

/** Plays something on a stage whose events go to a place, and returns what it returns. */
async function playIn<Result>(
  place: Place,
  open: (options: StageOptions) => Promise<Stage>,
  play: (stage: Stage, deployed: Deployed) => Promise<Result>,
): Promise<{ result: Result; lines: readonly string[] }> {
  const deployed = new Deployed(place);
  const stage = await open({ elsewhere: (event, name) => deployed.send(event, name) });
  if (stage.aws) deployed.environment = { AWS_ENDPOINT_URL_STS: stage.aws.url };
  try {
    return { result: await play(stage, deployed), lines: deployed.lines };
  } finally {
    await deployed.close();
    await stage.close();
  }
}

/** Answers without what is another each time: times, what is left of one, and the ids of requests. */
const timeless = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
      .replaceAll(/about \d+ s left/g, 'some time left')
      .replaceAll(/(?<="callbackDelaySeconds":)\d+/g, (seconds) => String(Math.round(Number(seconds) / 10) * 10))
      .replaceAll(/\b1[789]\d{11}\b/g, '0')
      .replaceAll(/\b[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\b/gi, 'id'),
  );

/** The same under AWS's runtime and in the stand-in: equal answers; what the former wrote. */
async function playInBoth<Result>(
  open: (options: StageOptions) => Promise<Stage>,
  play: (stage: Stage) => Promise<Result>,
): Promise<{ result: Result; lines: readonly string[] }> {
  const played = await playIn(awsRuntime(), open, play);
  const { result } = await playIn(standIn(), open, play);
  expect(timeless(played.result)).toEqual(timeless(result));
  return played;
}

/** A line of the handlers' own log, as the runtime prints what a function logs. */
const OWN = /^\d{4}-\d\d-\d\dT[\d:.]+Z\t[0-9a-f-]{36}\tINFO\t(\{"operation":.*\})$/;
const OF_LAMBDA = /^(START|END|REPORT) RequestId: [0-9a-f-]{36}/;

/** The lines that are neither the handlers' nor Lambda's own. */
const foreign = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => !OWN.test(line) && !OF_LAMBDA.test(line));

/**
 * Create, read, update, list and delete, each until it is over. The function's clock is the real one, and the cloud's is turned by what
 * each answer asks for: to the function a copy of half a minute takes no time.
 */
async function liveIn(stage: Stage): Promise<Record<string, readonly Answer[]>> {
  stage.simulator.behave({ copySeconds: 30 });
  const wish = { ...SOURCE, ImageName: 'golden', DeleteAutoSnapshot: true, Tags: [{ Key: 'team', Value: 'platform' }] };
  const create = await stage.run('CREATE', wish);
  const { tfcfnid } = create.final.resourceModel ?? {};
  const known = { ...wish, tfcfnid };
  const read = await stage.run('READ', { tfcfnid });
  const update = await stage.run('UPDATE', { ...known, Description: 'newer', Tags: [] }, { previous: known });
  const list = await stage.run('LIST', {});
  const remove = await stage.run('DELETE', known);
  return {
    ...{ create: create.answers, read: read.answers, update: update.answers },
    ...{ list: list.answers, delete: remove.answers },
  };
}

describe(`AWS's Lambda runtime for ${runtime}`, () => {
  it.each(samEvents(ALICLOUD_IMAGE_COPY))('answers %s as the stand-in does, and writes no secret', async (name) => {
    const { result, lines } = await playInBoth(openStage, (stage) => sendSamEvent(ALICLOUD_IMAGE_COPY, name, stage));
    expect(result).toMatchObject(EXPECTED[name] ?? {});
    expect(lines.join('\n')).toContain('"operation"');
    expect(lines.join('\n')).not.toContain(CANARY);
    expectNoCanary('the log', lines.join('\n'));
  });

  it.each([
    ['with a key', openStage],
    ['without a key: a token of AWS STS', openKeylessStage],
  ] as const)('plays a whole life as the stand-in does, callbacks and all, %s', async (way, open) => {
    const { result, lines } = await playInBoth(open, async (stage) => {
      const answers = await liveIn(stage);
      return { answers, left: leftovers(stage), isKeyless: asked(stage).aws > 0 && asked(stage).alibaba > 0 };
    });
    const ends = Object.values(result.answers).map((answers) => answers.at(-1)?.status);
    expect(ends).toEqual(Array(5).fill('SUCCESS'));
    expect(result.answers.create?.length).toBeGreaterThan(3);
    expect(result).toMatchObject({ left: NOTHING_LEFT, isKeyless: way !== 'with a key' });
    expect(foreign(lines)).toEqual([]);
    expectNoCanary('the log', lines.join('\n'));
  });

  it('has no line in the log of a cold start but those of the handlers', async () => {
    const { lines } = await playIn(awsRuntime(), openStage, (stage) =>
      stage.invoke('READ', { tfcfnid: 'cn-shanghai/m-none' }),
    );
    expect(foreign(lines)).toEqual([]);
    const own = lines.flatMap((line) => OWN.exec(line)?.[1] ?? []).map((line) => JSON.parse(line));
    expect(own[0]).toMatchObject({ operation: 'READ', action: 'DescribeImages' });
    expect(own.at(-1)).toMatchObject({ operation: 'READ', errorCode: 'NotFound' });
  });
});

describe('npm run lambda', () => {
  it('runs events on it by default where it can be set up, and says so', () => {
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'lambda', '--', 'sam-tests/list.json'], {
      ...{ cwd: ROOT, encoding: 'utf8' },
    });
    expect({ status, answer: JSON.parse(stdout) }).toMatchObject({ status: 0, answer: { status: 'SUCCESS' } });
    const [first, ...lines] = stderr.trim().split('\n');
    expect(first).toBe(`TestEntrypoint runs on AWS's own Lambda runtime, ${runtime}.`);
    expect(lines).toEqual(
      expect.arrayContaining([expect.stringMatching(/"operation":"LIST"/), expect.stringMatching(OF_LAMBDA)]),
    );
  });
});

describe('a function that is not the handlers', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'function-'));
    mkdirSync(path.join(folder, 'dist'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function invokeIn(place: Place, source: string, times = 1) {
    writeFileSync(
      path.join(folder, 'dist', 'handlers.js'),
      `exports.entrypoint = async (event, context) => { ${source} };`,
    );
    const lines: string[] = [];
    const running = await place(folder, 'entrypoint', { OWN: 'variable' }, (line) => lines.push(line));
    try {
      const invocations = [];
      for (let count = 0; count < times; count += 1) invocations.push(await running.invoke({ count }));
      return { invocations, lines };
    } finally {
      await running.close();
    }
  }

  it('runs on the Node.js of .rpdk-config, and finds around it what Lambda gives it', async () => {
    const source = `return {
      node: process.versions.node.split('.')[0], folder: process.cwd(), own: process.env.OWN, foreign: process.env.npm_package_name,
      execution: process.env.AWS_EXECUTION_ENV, memory: context.memoryLimitInMB, heap: process.execArgv.includes('--max-old-space-size=231'),
      limit: context.getRemainingTimeInMillis() > 50_000 };`;
    const { invocations } = await invokeIn(awsRuntime(), source);
    const answer = {
      ...{ node: MAJOR, folder, own: 'variable', execution: `AWS_Lambda_${runtime}` },
      ...{ memory: '256', heap: true, limit: true },
    };
    expect(invocations).toEqual([{ outcome: 'answered', answer }]);
  });

  it.each([
    ['throws', "throw new TypeError('bad');", LIMITS, { outcome: 'crashed', message: 'TypeError: bad' }],
    [
      'runs longer than its limit',
      'await new Promise(() => setInterval(() => {}, 1000));',
      { ...LIMITS, timeoutSeconds: 1 },
      { outcome: 'timed out' },
    ],
    ['returns nothing', '', LIMITS, { outcome: 'answered', answer: null }],
  ])('has the same end as in the stand-in if it %s', async (_, source, limits, invocation) => {
    for (const place of [awsRuntime(limits), standIn(limits)])
      expect((await invokeIn(place, source)).invocations).toEqual([invocation]);
  });

  it.each([
    ['ends its process', 'process.exit(3);', 'exit status 3'],
    [
      'takes more memory than it has',
      'const kept = []; for (;;) kept.push(new Array(10_000).fill(kept.length));',
      'aborted',
    ],
  ])('is started again after an invocation that %s', async (_, source, reason) => {
    const { invocations } = await invokeIn(awsRuntime(), `if (event.count === 0) { ${source} } return event.count;`, 2);
    expect(invocations).toEqual([
      { outcome: 'crashed', message: expect.stringContaining(reason) },
      { outcome: 'answered', answer: 1 },
    ]);
  });
});
