import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openStage, type Properties, type Stage } from './support/stage';

const FOLDER = path.join(__dirname, '..', 'sam-tests');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** What the events in the folder have to come to. The copies that the placeholders name do not exist. */
const EXPECTED: Readonly<Record<string, Properties>> = {
  'create.json': { status: 'IN_PROGRESS' },
  'create-callback.json': { status: 'IN_PROGRESS' },
  'production-create.json': { status: 'IN_PROGRESS' },
  'read.json': { status: 'FAILED', errorCode: 'NotFound' },
  'update.json': { status: 'FAILED', errorCode: 'NotFound' },
  'delete.json': { status: 'FAILED', errorCode: 'NotFound' },
  'list.json': { status: 'SUCCESS', resourceModels: [] },
};

const CANARY = 'CANARY-aws-secret-access-key';

/** An event of the folder with the simulator's type configuration in place of the placeholders. */
function load(name: string, stage: Stage): Properties {
  const text = readFileSync(path.join(FOLDER, name), 'utf8').replaceAll('<AWS secret access key>', CANARY);
  const event: Properties = JSON.parse(text, (key, value) =>
    key === 'typeConfiguration' ? stage.typeConfiguration : value,
  );
  const memory = (event.callbackContext as { memory?: { startedAt: number; deadline: number } } | null)?.memory;
  if (memory)
    Object.assign(memory, {
      startedAt: stage.simulator.clock.now(),
      deadline: stage.simulator.clock.now() + 7_200_000,
    });
  return event;
}

describe('the events of sam-tests', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it('are all expected to come to something', () => {
    expect(FILES.sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(FILES)('%s is answered, with a type configuration and without a secret in the log', async (name) => {
    const event = load(name, stage);
    const answer = 'requestData' in event ? await stage.send(event) : await stage.sendTest(event);
    expect(answer).toMatchObject(EXPECTED[name] ?? {});
    const log = stage.log.join('\n');
    expect(log).toContain('"operation"');
    expect(log).not.toContain(CANARY);
    expect(log).not.toContain(stage.simulator.accessKey.AccessKeySecret);
  });
});
