import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AlibabaSimulator,
  configurationsByType,
  createClock,
  type SimulatorClock,
  startAlibabaSimulator,
  typeConfigurationOf,
} from '../../simulator/index';
import { temporaryFolder } from './helpers';
import { type Ended, ended } from './program';

/** A type of Alibaba Cloud, which is one of the two clouds in every test here. */
export const COPY = 'TF::Alicloud::ImageCopy';

/** The simulator of a cloud, as far as it is the same for all. */
interface Cloud {
  readonly world: { retag(regionId: string, imageId: string, tags: Readonly<Record<string, string>>): void };
  ledger(): { readonly images: readonly string[] };
  close(): Promise<void>;
}

/** The cloud next to Alibaba Cloud, and the resource that a template has there. */
export interface Other<C extends Cloud> {
  /** As `types.json` and people call it. */
  readonly cloud: string;
  readonly title: string;
  readonly typeName: string;
  readonly logicalId: string;
  start(options: { readonly clock: SimulatorClock }): Promise<C>;
  configurationOf(cloud: C): object;
}

/** Both clouds on one clock, a folder of their own, and the commands of the local stack on one stack there. */
export interface TwoClouds<C extends Cloud> {
  readonly simulator: AlibabaSimulator;
  readonly own: C;
  readonly other: Other<C>;
  /** The options that lead to both. */
  readonly configured: readonly string[];
  at(name: string): string;
  /** Runs a command on the stack to its end. */
  ended(...words: string[]): Promise<Ended>;
  close(): Promise<void>;
}

export async function openTwoClouds<C extends Cloud>(other: Other<C>): Promise<TwoClouds<C>> {
  const clock = createClock({ speed: 1000 });
  const simulator = await startAlibabaSimulator({ clock });
  const own = await other.start({ clock });
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);
  const byCloud = { alibaba: typeConfigurationOf(simulator), [other.cloud]: other.configurationOf(own) };
  const listed = [{ typeName: COPY, cloud: 'alibaba' }, other];
  writeFileSync(at('simulator.json'), JSON.stringify(configurationsByType<object>(byCloud, listed)));
  return {
    ...{ simulator, own, other, at },
    configured: ['--type-configuration', at('simulator.json')],
    ended: (...words) => ended(...words, '--state', at('stacks')),
    close: async () => void (await Promise.all([simulator.close(), own.close()])),
  };
}

/** Holds a stack with a copy in either cloud, `ShanghaiCopy` and that of the other one, against every command until it is gone. */
export async function leadItsLife<C extends Cloud>(
  { simulator, own, other, ended: run }: TwoClouds<C>,
  template: string,
  identifier: RegExp,
): Promise<void> {
  const { logicalId, title, typeName } = other;
  const [shared] = simulator.ledger().images;
  const [regionId = '', imageId = ''] = own.ledger().images[0]?.split('/') ?? [];
  expect(await run('list', COPY)).toMatchObject({ code: 0, text: expect.stringContaining(`${shared} `) });
  const listed = await run('list', typeName, '--region', regionId);
  expect(listed).toMatchObject({ code: 0, text: expect.stringContaining(imageId) });

  const events = await run('events');
  expect(events.code).toBe(0);
  const place = `${regionId}/${identifier.source}`;
  expect(events.text.split('\n').filter((line) => line.includes(logicalId))).toEqual([
    expect.stringMatching(new RegExp(` ${logicalId} +CREATE_IN_PROGRESS *$`)),
    expect.stringMatching(new RegExp(` ${logicalId} +CREATE_IN_PROGRESS +${place} +Resource creation Initiated$`)),
    expect.stringMatching(new RegExp(` ${logicalId} +CREATE_COMPLETE +${place}$`)),
  ]);

  expect(await run('diff', template, '--exit-code')).toMatchObject({ code: 0 });
  expect(await run('diff', template, '--exit-code', '--parameters', 'Build=42')).toMatchObject({
    code: 3,
    text: expect.stringMatching(new RegExp(`~ Modify {2}ShanghaiCopy .*~ Modify {2}${logicalId} `, 's')),
  });

  const before = await run('drift', '--exit-code');
  expect(before).toMatchObject({ code: 0, text: expect.stringMatching(new RegExp(`${logicalId} +IN_SYNC`)) });
  own.world.retag(regionId, imageId, { build: 'by hand' });
  expect(await run('drift', '--exit-code')).toMatchObject({
    code: 3,
    text: expect.stringMatching(new RegExp(`ShanghaiCopy +IN_SYNC .*${logicalId} +MODIFIED .*by hand`, 's')),
  });

  const deleted = await run('delete');
  expect(deleted).toMatchObject({ code: 0 });
  expect(deleted.text).toContain(`Resources of the stack in Alibaba Cloud:\n  ShanghaiCopy  ${shared}  ${COPY}\n`);
  const line = `  ${logicalId}  ${place}  ${typeName}\n`;
  expect(deleted.text).toMatch(new RegExp(`Resources of the stack in ${title}:\n${line}`));
  expect([simulator.ledger().images, own.ledger().images]).toEqual([[], []]);
}

/** Imports two resources, each by `LogicalId=identifier`, and compares them. */
export async function importBoth<C extends Cloud>(
  { at, configured, ended: run }: TwoClouds<C>,
  Resources: object,
  pairs: readonly string[],
): Promise<void> {
  writeFileSync(at('imported.json'), JSON.stringify({ Resources }));
  const imported = await run('import', at('imported.json'), ...configured, '--resources-to-import', ...pairs);
  expect(imported).toMatchObject({ code: 0, text: expect.stringContaining('IMPORT_COMPLETE') });
  expect(imported.text).not.toContain('Some imported properties differ');
  expect(await run('drift', '--exit-code')).toMatchObject({ code: 0 });
}
