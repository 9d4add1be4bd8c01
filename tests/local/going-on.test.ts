import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../local/json';
import { templateOf, until } from './helpers';
import { type Ended, ended, endPrograms, persistentCloud, run } from './program';

// After each kind of failure, the last lines say how to continue with a stack that is kept.

afterEach(endPrograms);

const GOLDEN = 'm-bp1golden0ubuntu24';
const copy = (text: string, more: JsonObject = {}): JsonObject => ({
  Properties: { SourceImageId: GOLDEN, Description: text, ...more },
});

/** What a failed deployment says at its end, from the status of the stack. */
const lastLines = ({ text }: Ended): string => text.slice(text.lastIndexOf('The stack going-on is in ')) || text;

describe('after a failure of a stack that is kept', () => {
  let cloud: Awaited<ReturnType<typeof persistentCloud>>;
  let words: readonly string[];

  const write = (resources: Record<string, JsonObject>): void =>
    writeFileSync(join(cloud.folder, 'going-on.json'), JSON.stringify(templateOf(resources)));
  const deploy = (resources: Record<string, JsonObject>, ...more: string[]): Promise<Ended> => {
    write(resources);
    return ended(...words, ...more);
  };

  beforeEach(async () => {
    cloud = await persistentCloud(1, 1000);
    words = ['deploy', join(cloud.folder, 'going-on.json'), ...cloud.options];
  });

  const BAD = copy('bad', { SourceImageId: 'm-nothing' });
  const again =
    /To continue, run the same command again:\n {2}npm start -- deploy .*\nor delete everything:\n.* delete /;

  it('CREATE_FAILED: the same command, or a deletion', async () => {
    const failed = await deploy({ Bad: BAD }, '--disable-rollback');
    expect(failed.code).toBe(1);
    expect(lastLines(failed)).toContain('CREATE_FAILED');
    expect(lastLines(failed)).toMatch(again);
  });

  it('UPDATE_FAILED: the same command, or a deletion', async () => {
    expect((await deploy({ One: copy('old') })).code).toBe(0);
    const failed = await deploy({ One: copy('new'), Bad: BAD }, '--disable-rollback');
    expect(lastLines(failed)).toContain('UPDATE_FAILED');
    expect(lastLines(failed)).toMatch(again);
  });

  it('ROLLBACK_COMPLETE: a deletion, then the same command; nothing if the stack is deleted at the end', async () => {
    const failed = await deploy({ Bad: BAD });
    expect(lastLines(failed)).toContain('ROLLBACK_COMPLETE');
    expect(lastLines(failed)).toMatch(/It can only be deleted:\n.* delete .*\nand then be deployed again:\n.* deploy /);
    await ended('delete', ...cloud.options.slice(2));
    const deleted = await deploy({ Bad: BAD }, '--delete');
    expect(deleted.text).toContain('DELETE_COMPLETE');
    expect(lastLines(deleted)).not.toContain('npm start');
  });

  it('ROLLBACK_FAILED: a deletion, then the same command, and no other deployment', async () => {
    cloud = await persistentCloud(3600, 1000);
    words = ['deploy', join(cloud.folder, 'going-on.json'), ...cloud.options];
    const { simulator } = cloud;
    write({ One: copy('used'), Bad: { DependsOn: 'One', ...copy('bad') } });
    const running = run(...words);
    await until(() => simulator.ledger().images.length === 2);
    for (const image of simulator.ledger().images) {
      const [region = '', id = ''] = image.split('/');
      if (simulator.world.image(region, id)?.status === 'Available') simulator.world.useByInstance(region, id);
      else simulator.world.failCopy(region, id);
    }
    expect(await running.code).toBe(1);
    const failed = { code: 1, text: running.out() };
    expect(lastLines(failed)).toContain('ROLLBACK_FAILED');
    expect(lastLines(failed)).toMatch(/It can only be deleted:\n.* delete .*\nand then be deployed again:\n.* deploy /);
    expect(await ended(...words)).toEqual({
      code: 2,
      text: expect.stringContaining('is in ROLLBACK_FAILED. It can only be deleted:\n  npm start -- delete'),
    });
  }, 60_000);

  it('UPDATE_ROLLBACK_COMPLETE: the stack is as before', async () => {
    await deploy({ One: copy('old') });
    const failed = await deploy({ One: copy('new'), Bad: BAD });
    expect(lastLines(failed)).toContain('UPDATE_ROLLBACK_COMPLETE');
    expect(lastLines(failed)).toMatch(/It is as it was before\. Fix the cause, then deploy again:\n.* deploy /);
  });

  it('UPDATE_ROLLBACK_FAILED: what the next deployment does first, and whether the template was tried', async () => {
    cloud = await persistentCloud(3600, 1000);
    words = ['deploy', join(cloud.folder, 'going-on.json'), ...cloud.options];
    const { simulator } = cloud;
    await deploy({ One: copy('old') });
    const [one = ''] = simulator.ledger().images;
    write({ One: copy('new'), Bad: { DependsOn: 'One', ...copy('bad') } });
    const running = run(...words);
    await until(() => simulator.ledger().runningCopies === 1);
    const bad = simulator.ledger().images.find((image) => image !== one) ?? '';
    for (const [image, end] of [
      [one, 'remove'],
      [bad, 'failCopy'],
    ] as const) {
      const [region = '', id = ''] = image.split('/');
      simulator.world[end](region, id);
    }
    expect(await running.code).toBe(1);
    const failed = { code: 1, text: running.out() };
    expect(lastLines(failed)).toContain('UPDATE_ROLLBACK_FAILED');
    expect(lastLines(failed)).toContain(
      'The next deployment first finishes the rollback, then deploys the template.\nIf the cause cannot be removed, delete the stack: ' +
        'no resource can be skipped here. CloudFormation has continue-update-rollback --resources-to-skip.\nTo',
    );
    expect(lastLines(failed)).not.toContain('This template was not tried.');
    const next = await ended(...words);
    expect(lastLines(next)).toContain('This template was not tried.\nThe next deployment first finishes the rollback');
    expect(lastLines(next)).toMatch(again);
  }, 60_000);
});
