import { testAll } from '../../tools/aws/contract-tests';

describe('the contract tests of all types', () => {
  it.each([1, 2, 5])('run at most %i at once, and every type once', async (atOnce) => {
    const types = ['a', 'b', 'c', 'd'];
    const reported: string[] = [];
    let running = 0;
    let most = 0;
    const testOne = async (type: string) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return { code: 0, output: type };
    };
    expect(await testAll(types, atOnce, testOne, (type) => reported.push(type))).toBe(true);
    expect(reported.sort()).toEqual(types);
    expect(most).toBe(Math.min(atOnce, types.length));
  });

  it('fail if one fails, and test the others all the same', async () => {
    const outcomes: unknown[] = [];
    const testOne = async (type: string) => ({ code: type === 'a' ? 3 : 0, output: `${type} said` });
    expect(await testAll(['a', 'b'], 1, testOne, (_, outcome) => outcomes.push(outcome))).toBe(false);
    expect(outcomes).toEqual([
      { code: 3, output: 'a said' },
      { code: 0, output: 'b said' },
    ]);
  });
});
