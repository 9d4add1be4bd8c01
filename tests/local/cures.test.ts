import type { JsonObject } from '../../local/json';
import { templateOf } from './helpers';
import { closeStacks, copy, NOTHING, openStack, type RealStack } from './real-stack';

// What messages tell to do, done in the state in which the failure leaves the stack.

afterEach(closeStacks);

const HOME = 'cn-shanghai';
const FORCE = { ForceDelete: true };
const one = (properties: JsonObject = {}) => copy({ DestinationRegionId: HOME, ...properties });
const before = templateOf({ Kept: one(), Copy: one() });
const REPLACED = templateOf({ Kept: one(), Copy: one({ SourceImageId: 'm-bp1golden1ubuntu24' }) });
const TAKEN_OUT = templateOf({ Kept: one() });

/** Deploys two copies, and lets instances be created from one of them. @returns the ID of its image. */
async function deployUsed({ deploy, session, simulator }: RealStack): Promise<string> {
  expect(await deploy(before)).toBe('changed');
  const imageId = session.journal.state.resources.Copy?.identifier?.split('/')[1] ?? '';
  simulator.world.useByInstance(HOME, imageId);
  return imageId;
}

function reasonsOf({ events }: RealStack, wanted = 'DELETE_FAILED'): string[] {
  return events.filter(({ status }) => status === wanted).map(({ reason = '' }) => reason);
}

it('a copy in use, DELETE_FAILED: the stack can be deleted with ForceDelete, and its template stays as it is', async () => {
  const stack = await openStack();
  await deployUsed(stack);
  expect(await stack.session.deployment.delete()).toBe('failed');
  expect(stack.session.journal.state.status).toBe('DELETE_FAILED');
  expect(reasonsOf(stack)[0]).toContain('set ForceDelete: true in the type configuration');
  expect(reasonsOf(stack)[0]).toContain('then delete the stack again.');

  Object.assign(stack.typeConfiguration, FORCE);
  expect(await stack.session.deployment.delete()).toBe('changed');
  expect(stack.simulator.ledger()).toMatchObject(NOTHING);
});

describe.each([
  ['replaced', REPLACED, 2],
  ['taken out of the template', TAKEN_OUT, 1],
] as const)('a copy in use, %s', (_, after, copies) => {
  it('the copy stays, the message names it, and nothing else of the stack is in the way', async () => {
    const stack = await openStack();
    const imageId = await deployUsed(stack);
    expect(await stack.deploy(after)).toBe('changed');
    expect(stack.session.journal.state.status).toBe('UPDATE_COMPLETE');
    expect(Object.values(stack.session.journal.state.resources).map(({ identifier }) => identifier)).not.toContain(
      `${HOME}/${imageId}`,
    );
    expect(reasonsOf(stack)[0]).toContain(
      `or the copy is no longer in the stack, delete image ${imageId} in ${HOME} by hand.`,
    );
    expect(stack.simulator.ledger().images).toHaveLength(copies + 1);
  });

  it('ForceDelete that was set before lets it go', async () => {
    const stack = await openStack();
    const imageId = await deployUsed(stack);
    Object.assign(stack.typeConfiguration, FORCE);
    expect(await stack.deploy(after)).toBe('changed');
    expect(reasonsOf(stack)).toEqual([]);
    expect(stack.simulator.world.image(HOME, imageId)).toBeUndefined();
    expect(stack.simulator.ledger().images).toHaveLength(copies);
  });
});

it.each([
  ['changed', { ImageName: 'golden-b2' }],
  ['removed', {}],
])('a fixed ImageName and another source: the update is taken back, and succeeds with the name %s', async (_, name) => {
  const stack = await openStack();
  const version = (SourceImageId: string, properties: JsonObject) =>
    templateOf({ Copy: one({ SourceImageId, ...properties }) });
  await stack.deploy(version('m-bp1golden0ubuntu24', { ImageName: 'golden' }));
  expect(await stack.deploy(version('m-bp1golden1ubuntu24', { ImageName: 'golden' }))).toBe('failed');
  expect(stack.session.journal.state.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasonsOf(stack, 'CREATE_FAILED')[0] ?? reasonsOf(stack, 'UPDATE_FAILED')[0]).toContain(
    'Remove or change ImageName, for example add the build number: CloudFormation creates a replacement before it deletes the old image.',
  );

  expect(await stack.deploy(version('m-bp1golden1ubuntu24', name))).toBe('changed');
  expect(stack.simulator.ledger().images).toEqual([stack.session.journal.state.resources.Copy?.identifier]);
});
