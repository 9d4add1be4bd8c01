import { copyFigures } from '../../bench/copies';
import { judge } from '../../bench/figure';
import { openReader } from '../../bench/reading';
import type { BenchCloud } from '../../bench/subject';
import { SUBJECTS, subjectOf } from '../../bench/subjects';
import { allProjects } from '../../tools/projects';
import { openStage } from '../support/stage';
import { stagedType } from '../support/types/staged';

describe('the subjects of the bench', () => {
  it('are the types of the list', () => {
    expect(SUBJECTS.map(({ typeName }) => typeName)).toEqual(allProjects().map(({ typeName }) => typeName));
  });

  it('are missed by name', () => {
    expect(() => subjectOf('TF::Some::Type')).toThrow('no subject for TF::Some::Type: add it to bench/subjects.ts');
  });
});

describe.each(SUBJECTS)('the bench of $typeName', (subject) => {
  const { typeName, reading, making, bars } = subject;

  it('has an image that READ finds, and a LIST that finds each once', async () => {
    const stage = await openStage<BenchCloud>({
      type: { ...stagedType<BenchCloud>(typeName), start: reading.cloud(3) },
    });
    try {
      const read = await stage.invoke('READ', { tfcfnid: reading.identifier });
      expect(read).toMatchObject({ status: 'SUCCESS', resourceModel: { tfcfnid: reading.identifier } });
      const { resourceModels = [] } = await stage.invoke('LIST', reading.listed);
      const found = resourceModels.map(({ tfcfnid }) => tfcfnid);
      expect([found.length, found]).toEqual([3, expect.arrayContaining([reading.identifier])]);
    } finally {
      await stage.close();
    }
  });

  it('sends events of its own type, which lead to its own cloud', async () => {
    const { simulator, event } = await openReader(typeName, 1);
    await simulator.close();
    expect(event('READ')).toMatchObject({ action: 'READ', resourceType: typeName });
    expect(JSON.stringify(event('LIST'))).toContain(simulator.url);
  });

  it('makes images whose calls and lag keep the bars', async () => {
    const figures = (await copyFigures(subject)).map(judge);
    expect(figures).toHaveLength(8);
    expect(figures.filter(({ holds }) => holds !== true)).toEqual([]);
  });

  it('would notice one call more than the bars allow, and a template that fails', async () => {
    const [shortest] = await copyFigures(subject, [1]);
    const allowed = shortest?.bar?.kind === 'most' ? shortest.bar.value : 0;
    const fewer = allowed - (shortest?.ours[0] ?? 0) + 1;
    const tight = { ...subject, bars: { ...bars, moreCalls: (seconds: number) => bars.moreCalls(seconds) - fewer } };
    expect((await copyFigures(tight, [1])).map(judge)[0]).toMatchObject({ holds: false });
    const failing = { ...subject, making: { ...making, wish: {} } };
    await expect(copyFigures(failing, [1])).rejects.toThrow(`${typeName}, an image of 60 s: `);
  });
});
