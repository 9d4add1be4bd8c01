import { CANARY, EXPECTED, SAM_EVENTS, sendSamEvent } from './support/sam-events';
import { openStage, type Stage } from './support/stage';

describe('the events of sam-tests', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.close());

  it('are all expected to come to something', () => {
    expect([...SAM_EVENTS].sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(SAM_EVENTS)('%s is answered, with a type configuration and without a secret in the log', async (name) => {
    expect(await sendSamEvent(name, stage)).toMatchObject(EXPECTED[name] ?? {});
    const log = stage.log.join('\n');
    expect(log).toContain('"operation"');
    expect(log).not.toContain(CANARY);
    expect(log).not.toContain(stage.simulator.accessKey.AccessKeySecret);
  });
});
