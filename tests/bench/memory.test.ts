import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type BaseModel, ProgressEvent } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { BenchCloud } from '../../bench/subject';
import { SUBJECTS } from '../../bench/subjects';
import { InvocationLog } from '../../src/cloudformation/log';
import { redactorFor } from '../../src/cloudformation/redaction';
import { rootProject } from '../../tools/projects';
import { openStage, type Stage, type StageOptions } from '../support/stage';
import { stagedType } from '../support/types/staged';
import type { StagedType } from '../support/types/staged-type';

const REGION = 'cn-shanghai';
const LISTED = 10_000;
/** Of the types but the first: the bench lists as many of each. */
const LISTED_OF_OTHERS = 1_000;

// The library's classes can be watched in the sources only: the built function has its own.
process.env.HANDLERS = 'sources';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Remembers objects without keeping them. */
class Watched {
  readonly #refs: WeakRef<object>[] = [];

  add(object: object): void {
    this.#refs.push(new WeakRef(object));
  }

  get seen(): number {
    return this.#refs.length;
  }

  /** How many are still there after a collection. */
  async alive(): Promise<number> {
    // A WeakRef keeps its target until the turn is over.
    await nextTurn();
    collectGarbage();
    return this.#refs.filter((ref) => ref.deref() !== undefined).length;
  }
}

const { typeName: FIRST } = rootProject();
const FIRST_TYPE = stagedType<BenchCloud>(FIRST);
const IMAGE = { regionId: REGION, imageId: 'm-uf6n00000', isCopied: true };

describe('a warm process', () => {
  const { entry } = InvocationLog.prototype;
  const { serialize } = ProgressEvent.prototype;
  let stage: Stage<BenchCloud>;
  let logs: Watched;
  let answers: Watched;

  /** Opens the stage, and watches from then on. */
  const open = async (options: StageOptions<BenchCloud> & { readonly type: StagedType<BenchCloud> }): Promise<void> => {
    stage = await openStage<BenchCloud>(options);
    logs = new Watched();
    answers = new Watched();
  };

  beforeEach(() => {
    logs = new Watched();
    answers = new Watched();
    InvocationLog.prototype.entry = function (this: InvocationLog, written: object) {
      if ('status' in written) logs.add(this);
      return entry.call(this, written);
    };
    ProgressEvent.prototype.serialize = function (this: ProgressEvent<BaseModel>) {
      answers.add(this);
      return serialize.call(this);
    };
  });
  afterEach(async () => {
    Object.assign(InvocationLog.prototype, { entry });
    Object.assign(ProgressEvent.prototype, { serialize });
    await stage.close();
  });

  it('keeps no log, answer or handle of 1,000 invocations', async () => {
    await open({ type: FIRST_TYPE, images: [IMAGE] });
    const handles = () => process.getActiveResourcesInfo().length;
    const read = () => stage.invoke('READ', { tfcfnid: `${REGION}/${IMAGE.imageId}` });
    await read();
    const before = handles();
    for (let count = 1; count < 1_000; count += 1) await read();

    expect([logs.seen, answers.seen]).toEqual([1_000, 1_000]);
    expect([await logs.alive(), await answers.alive()]).toEqual([0, 0]);
    expect(handles()).toBeLessThanOrEqual(before + 1);
  });

  it.each(SUBJECTS)(
    'lists many images of $typeName in few calls, and keeps no page',
    async ({ typeName, reading, bars }) => {
      const many = typeName === FIRST ? LISTED : LISTED_OF_OTHERS;
      const calls = (bars.listCalls * many) / LISTED;
      await open({ type: { ...stagedType<BenchCloud>(typeName), start: reading.cloud(many) } });
      const found = new Set<unknown>();
      let pages = 0;
      let nextToken: string | undefined;
      do {
        const { resourceModels = [], ...answer } = await stage.invoke('LIST', reading.listed, { nextToken });
        pages += 1;
        expect(resourceModels.length).toBeLessThanOrEqual(LISTED / bars.listCalls);
        for (const { tfcfnid } of resourceModels) found.add(tfcfnid);
        nextToken = answer.nextToken;
      } while (nextToken !== undefined);

      expect(found.size).toBe(many);
      const counted = stage.simulator.calls.filter(({ action }) => !bars.uncounted.includes(action));
      expect(counted.length).toBeLessThanOrEqual(calls);
      expect([answers.seen, await answers.alive()]).toEqual([pages, 0]);
    },
  );

  it('is watched in a way that sees what is kept', async () => {
    await open({ type: FIRST_TYPE, images: [] });
    const kept = new InvocationLog(console.log, redactorFor({}));
    logs.add(kept);
    logs.add({});
    expect(await logs.alive()).toBe(1);
    expect(kept).toBeDefined();
  });
});
