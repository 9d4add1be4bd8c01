import type { HuaweiBehaviour } from '../../../simulator/index';
import { OPERATIONS, type Operation } from '../../../src/calling/needs';
import { permissionFor, RIGHTS } from '../../../src/huaweicloud/rights';
import { IAM_POLICIES } from '../../../types/huaweicloud-images-image-copy/src/properties/iam-policy';
import { ACROSS, type HuaweiStage, IN_REGION, openHuaweiStage } from '../../support/huawei';
import type { Properties } from '../../support/stage';

const ENTERPRISE_PROJECT = '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10';
const FULL = {
  ...IN_REGION,
  Description: 'before',
  MinRam: 1024,
  EnterpriseProjectId: ENTERPRISE_PROJECT,
  Tags: [{ Key: 'a', Value: '1' }],
};
const FAILS: Partial<HuaweiBehaviour> = {
  copyOutcome: { failAtShare: 0.5, errorCode: 'IMG.0014', reason: 'x' },
  failedCopyLeaves: 'killedImage',
  imageIdOfFailed: true,
};
const FORMER: Partial<HuaweiBehaviour> = { jobProgressPath: 'notOffered' };

/** An operation in a situation in which it makes calls of its own. */
interface Situation {
  readonly operation: Operation;
  readonly name: string;
  readonly behaviour?: Partial<HuaweiBehaviour>;
  /** The copy that is there before; absent: none. */
  readonly before?: Properties;
  /** Whether that copy still runs. */
  readonly running?: true;
  /** What identifies that copy, default: what its creation answered. */
  readonly by?: 'image';
  /** What the request says, in addition to the identifier of that copy. */
  readonly wish?: Properties;
}

const SITUATIONS: readonly Situation[] = [
  { operation: 'CREATE', name: 'within a region', wish: IN_REGION },
  { operation: 'CREATE', name: 'to another region', wish: ACROSS },
  { operation: 'CREATE', name: 'with every property', wish: FULL },
  { operation: 'CREATE', name: 'that fails', wish: IN_REGION, behaviour: FAILS },
  { operation: 'CREATE', name: 'in a cloud that has the older way to jobs alone', wish: IN_REGION, behaviour: FORMER },
  { operation: 'READ', name: 'plain', before: IN_REGION },
  { operation: 'READ', name: 'by the ID of the image', before: IN_REGION, by: 'image' },
  { operation: 'UPDATE', name: 'of nothing', before: IN_REGION, wish: IN_REGION },
  { operation: 'UPDATE', name: 'of everything', before: IN_REGION, wish: { ...FULL, Name: 'another' } },
  { operation: 'DELETE', name: 'of a copy', before: IN_REGION, wish: IN_REGION },
  { operation: 'DELETE', name: 'of a running copy', before: IN_REGION, running: true, wish: IN_REGION },
  {
    operation: 'DELETE',
    name: 'of one where jobs are asked in the older way',
    before: IN_REGION,
    running: true,
    behaviour: FORMER,
  },
  { operation: 'LIST', name: 'plain' },
];

/** Runs an operation in its situation, as somebody who has some rights; undefined: every one. */
async function play({ operation, behaviour, before, wish, ...how }: Situation, rights?: readonly string[]) {
  const stage = await openHuaweiStage({ behaviour: { jobRight: 'ims:images:get', ...behaviour } });
  try {
    const identifier = before ? await madeOn(stage, before, how) : {};
    const from = stage.simulator.calls.length;
    if (rights) {
      const Statement = [{ Effect: 'Allow' as const, Action: [...rights] }];
      stage.simulator.iam.setUserPolicy({ Version: '5.0', Statement });
    }
    const { final } = await stage.run(operation, { ...wish, ...identifier });
    const calls = stage.simulator.calls.slice(from);
    return { final, actions: new Set(calls.map(({ action }) => action)), denied: calls.filter(isDenied) };
  } finally {
    await stage.close();
  }
}

const isDenied = ({ code, status }: { readonly code?: string; readonly status: number }): boolean =>
  code === 'IMG.0026' || status === 403;

/** Makes a copy, or begins to, and returns its identifier. */
async function madeOn(
  stage: HuaweiStage,
  wish: Properties,
  { running, by }: Pick<Situation, 'running' | 'by'>,
): Promise<Properties> {
  const { resourceModel = {} } = running ? await stage.invoke('CREATE', wish) : (await stage.run('CREATE', wish)).final;
  const { tfcfnid, TargetRegion, Id } = resourceModel;
  return { tfcfnid: by === 'image' ? `${TargetRegion}/${Id}` : tfcfnid };
}

const rightsFor = (operation: Operation): string[] =>
  IAM_POLICIES.rightsOf({ operations: [operation] }).map(({ name }) => name);
const callsFor = (operation: Operation): string[] => [
  ...new Set(IAM_POLICIES.needsOf({ operations: [operation] }).map(({ call }) => call)),
];

const free = new Map<Situation, ReturnType<typeof play>>();
/** A situation in which everything is allowed, played once. */
function playFreely(situation: Situation): ReturnType<typeof play> {
  const outcome = free.get(situation) ?? play(situation);
  free.set(situation, outcome);
  return outcome;
}

const rows = SITUATIONS.map((situation) => [situation.operation, situation.name, situation] as const);

describe('the calls of TF::HuaweiCloud::ImagesImageCopy', () => {
  it.each(rows)('%s %s: all are in the table, and its policy is enough', async (operation, _, situation) => {
    const { final, actions } = await playFreely(situation);
    expect(callsFor(operation)).toEqual(expect.arrayContaining([...actions]));
    const bound = await play(situation, rightsFor(operation));
    expect(bound.denied).toEqual([]);
    expect(bound.final).toMatchObject({ status: final.status });
    expect(bound.final.errorCode).toBe(final.errorCode);
    expect(bound.actions).toEqual(actions);
  });

  it.each(OPERATIONS)('%s: none in the table is superfluous', async (operation) => {
    const own = SITUATIONS.filter((situation) => situation.operation === operation);
    const seen = new Set<string>();
    for (const situation of own) for (const action of (await playFreely(situation)).actions) seen.add(action);
    expect([...seen].sort()).toEqual(callsFor(operation).sort());
  });

  const lacking = OPERATIONS.flatMap((operation) => rightsFor(operation).map((right) => [operation, right] as const));

  it.each(lacking)('%s without %s is refused, and says what is missing', async (operation, right) => {
    const calls = Object.keys(RIGHTS).filter((call) => (RIGHTS[call] ?? []).some(({ name }) => name === right));
    const told = [];
    for (const situation of SITUATIONS.filter((one) => one.operation === operation)) {
      if (!calls.some((call) => callsFor(operation).includes(call))) continue;
      const { final } = await play(
        situation,
        rightsFor(operation).filter((name) => name !== right),
      );
      if (calls.some((call) => final.message.includes(permissionFor(call)))) told.push(situation.name);
    }
    expect(told).not.toEqual([]);
  });
});
