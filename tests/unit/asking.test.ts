import { askUntilFound, type Tries } from '../../src/calling/asking';

/** Asks for something that the answer with this number shows first. Returns what was found, and each pause. */
async function ask(shownBy: number, asking?: Tries) {
  const pauses: number[] = [];
  let answers = 0;
  const found = await askUntilFound(
    async () => {
      answers += 1;
      return answers >= shownBy;
    },
    Boolean,
    { sleep: async (milliseconds) => void pauses.push(milliseconds) },
    asking,
  );
  return { found, pauses };
}

const NEVER = Number.POSITIVE_INFINITY;

describe('asking until something is found', () => {
  it.each<[Tries | undefined, readonly number[]]>([
    [undefined, []],
    ['once', []],
    ['twice', [1_500]],
    ['often', [1_500, 2_000, 3_000]],
  ])('%s: gives up after its pauses', async (asking, pauses) => {
    expect(await ask(NEVER, asking)).toEqual({ found: false, pauses });
  });

  it.each([1, 2, 4])('ends with answer %i if that shows it', async (shownBy) => {
    const { found, pauses } = await ask(shownBy, 'often');
    expect(found).toBe(true);
    expect(pauses).toHaveLength(shownBy - 1);
  });
});
