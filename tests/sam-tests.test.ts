import { CANARY, EXPECTED, samEvents, sendSamEvent } from './support/sam-events';
import { openStage, type Stage } from './support/stage';
import { STAGED_TYPES } from './support/types';
import type { StagedCloud } from './support/types/staged-type';

/** What no log may have of the key that leads to a cloud. */
function secretsOf({ accessKey }: StagedCloud): readonly string[] {
  const secrets = Object.entries(accessKey).filter(([name]) => /secret/i.test(name));
  expect(secrets).toHaveLength(1);
  return secrets.map(([, value]) => String(value));
}

/** What an event of one type comes to instead. */
const OF_TYPE: Readonly<Record<string, typeof EXPECTED>> = {
  // That nobody knows the job which the placeholder names does not prove that it made no image.
  'TF::HuaweiCloud::ImagesImageCopy': { 'delete.json': { status: 'IN_PROGRESS' } },
};

describe.each(STAGED_TYPES.map((type) => [type.name, type] as const))('the events of sam-tests of %s', (_, type) => {
  let stage: Stage<StagedCloud>;
  beforeEach(async () => {
    stage = await openStage({ type });
  });
  afterEach(() => stage.close());

  it('are all expected to come to something', () => {
    expect([...samEvents(type)].sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(samEvents(type))(
    '%s is answered, with a type configuration and without a secret in the log',
    async (name) => {
      expect(await sendSamEvent(type, name, stage)).toMatchObject({ ...EXPECTED, ...OF_TYPE[type.name] }[name] ?? {});
      const log = stage.log.join('\n');
      expect(log).toContain('"operation"');
      expect(log).not.toContain(CANARY);
      for (const secret of secretsOf(stage.simulator)) expect(log).not.toContain(secret);
    },
  );
});
