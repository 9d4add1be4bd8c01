import { runTasks, type Task } from '../../local/stack/scheduler';
import { type Dependencies, sortByDependencies, withoutCircles } from '../../local/template/graph';
import fc from '../support/fast-check';

/** Graphs whose nodes depend on earlier ones only. */
const acyclic = fc
  .array(fc.array(fc.nat(9), { maxLength: 4 }), { minLength: 1, maxLength: 10 })
  .map(
    (lists): Dependencies =>
      new Map(
        lists.map((list, index) => [`n${index}`, list.filter((other) => other < index).map((other) => `n${other}`)]),
      ),
  );
const any = fc
  .array(fc.array(fc.nat(7), { maxLength: 4 }), { minLength: 1, maxLength: 8 })
  .map((lists): Dependencies => new Map(lists.map((list, index) => [`n${index}`, list.map((other) => `n${other}`)])));

function shuffled(graph: Dependencies): Dependencies {
  return new Map([...graph].reverse());
}

it('puts every node after what it needs', () => {
  fc.assert(
    fc.property(acyclic, (graph) => {
      const sorted = sortByDependencies(shuffled(graph));
      if (!('order' in sorted)) throw new Error('a circle was seen where there is none');
      expect([...sorted.order].sort()).toEqual([...graph.keys()].sort());
      for (const [node, needs] of graph) {
        for (const need of needs) expect(sorted.order.indexOf(need)).toBeLessThan(sorted.order.indexOf(node));
      }
    }),
  );
});

it('tells a circle that is one, and can open all of them', () => {
  fc.assert(
    fc.property(any, (graph) => {
      const sorted = sortByDependencies(graph);
      if ('circle' in sorted) {
        const { circle } = sorted;
        expect(circle[0]).toBe(circle.at(-1));
        circle.slice(1).forEach((node, index) => {
          expect(graph.get(circle[index] ?? '')).toContain(node);
        });
      }
      expect('order' in sortByDependencies(withoutCircles(graph))).toBe(true);
    }),
  );
});

it('runs each task once, after those before it, and none behind a failure', async () => {
  await fc.assert(
    fc.asyncProperty(acyclic, fc.nat(9), async (graph, failing) => {
      const done: string[] = [];
      const tasks = [...shuffled(graph)].map(
        ([key, after]): Task => ({
          key,
          after,
          run: async () => {
            await Promise.resolve();
            for (const need of after) expect(done).toContain(need);
            if (key === `n${failing}`) return false;
            done.push(key);
            return true;
          },
        }),
      );
      const { failed, skipped } = await runTasks(tasks, new AbortController().signal);
      expect([...done, ...failed, ...skipped].sort()).toEqual([...graph.keys()].sort());
      for (const key of skipped) {
        expect(graph.get(key)?.some((need) => failed.includes(need) || skipped.includes(need))).toBe(true);
      }
    }),
  );
});

it('begins nothing after the signal, and waits for what has begun', async () => {
  const stop = new AbortController();
  const ended: string[] = [];
  const result = await runTasks(
    [
      {
        key: 'slow',
        after: [],
        run: async () => new Promise((resolve) => setTimeout(() => resolve(ended.push('slow') > 0), 20)),
      },
      {
        key: 'stopper',
        after: [],
        run: async () => {
          stop.abort();
          return true;
        },
      },
      { key: 'late', after: ['stopper'], run: async () => true },
    ],
    stop.signal,
  );
  expect(result).toEqual({ failed: [], skipped: ['late'] });
  expect(ended).toEqual(['slow']);
});

it('throws what a task throws, after the others have ended', async () => {
  const ended: string[] = [];
  const run = runTasks(
    [
      {
        key: 'bad',
        after: [],
        run: async () => {
          throw new Error('broken');
        },
      },
      {
        key: 'good',
        after: [],
        run: async () => new Promise((resolve) => setTimeout(() => resolve(ended.push('good') > 0), 20)),
      },
    ],
    new AbortController().signal,
  );
  await expect(run).rejects.toThrow('broken');
  expect(ended).toEqual(['good']);
});
