import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Properties, Stage } from './stage';
import type { StagedCloud, StagedType } from './types/staged-type';

/** The events of a type, by their names in its `sam-tests/`. @throws Error if it has none. */
export function samEvents({ name, folder }: Pick<StagedType, 'name' | 'folder'>): readonly string[] {
  const events = path.join(folder, 'sam-tests');
  if (!existsSync(events)) throw new Error(`${name} has no ${events}: copy that of another type of its cloud`);
  return readdirSync(events).filter((name) => name.endsWith('.json'));
}

/** What they have to come to. The images that the placeholders name do not exist. */
export const EXPECTED: Readonly<Record<string, Properties>> = {
  'create.json': { status: 'IN_PROGRESS' },
  'create-callback.json': { status: 'IN_PROGRESS' },
  'production-create.json': { status: 'IN_PROGRESS' },
  'read.json': { status: 'FAILED', errorCode: 'NotFound' },
  'update.json': { status: 'FAILED', errorCode: 'NotFound' },
  'delete.json': { status: 'FAILED', errorCode: 'NotFound' },
  'list.json': { status: 'SUCCESS' },
};

/** What the events have for a secret of AWS, here. */
export const CANARY = 'CANARY-aws-secret-access-key';

/** An event of a type with the simulator's type configuration in place of the placeholders. */
export function samEvent(
  type: Pick<StagedType, 'folder'>,
  name: string,
  { simulator, typeConfiguration }: Stage<StagedCloud>,
): Properties {
  const text = readFileSync(path.join(type.folder, 'sam-tests', name), 'utf8').replaceAll(
    '<AWS secret access key>',
    CANARY,
  );
  const event: Properties = JSON.parse(text, (key, value) => (key === 'typeConfiguration' ? typeConfiguration : value));
  const memory = Reflect.get(Object(event.callbackContext), 'memory');
  const now = simulator.clock.now();
  if (memory) Object.assign(memory, { startedAt: now, deadline: now + 7_200_000 });
  return event;
}

/** Sends an event to the entrypoint that it is for: CloudFormation's, or the one for tests. */
export function sendSamEvent(type: Pick<StagedType, 'folder'>, name: string, stage: Stage<StagedCloud>) {
  const event = samEvent(type, name, stage);
  return 'requestData' in event ? stage.send(event) : stage.sendTest(event);
}
