import type { AwsServer } from './aws-server';
import { zipBar } from './bars';
import type { Figure, FiguresByType } from './figure';
import type { Built, Packed } from './plain';
import { type Loaded, loadIn } from './probe';
import { zipSize } from './zip';

/** With what figures are measured. */
export interface Lab {
  readonly built: Built;
  readonly aws: AwsServer;
  readonly rounds: number;
  /** Hears what is going on. */
  readonly tell: (line: string) => void;
}

/** What the default packaging is called, in a word. */
export const PLAIN = 'the same handlers, not bundled';
/** Loading is over soon, and other work on the machine shows in it. */
const LOADS_PER_ROUND = 2;

/** The size of what is deployed; the first type's compared with the default packaging. */
export async function sizeFigures({ built }: Lab): Promise<FiguresByType> {
  const plain = await zipSize(built.plain.folder);
  const beside = (type: Packed, baseline: number): Pick<Figure, 'baseline' | 'against'> =>
    type === built.bundle ? { baseline: [baseline], against: PLAIN } : {};
  const figures = built.types.map(async (type) => {
    const ours = await zipSize(type.folder);
    const size: Figure = {
      ...{ name: 'Package, zipped', unit: 'bytes', ours: [ours.zippedBytes], bar: zipBar(type.typeName) },
      ...beside(type, plain.zippedBytes),
    };
    const files: Figure = {
      ...{ name: 'Files in the package', unit: 'files', ours: [ours.files] },
      ...beside(type, plain.files),
    };
    return [type.typeName, [size, files]] as const;
  });
  return Object.fromEntries(await Promise.all(figures));
}

/** Time and memory that loading takes: of the handlers of every type and of the default packaging, in turns. */
export async function loadFigures({ built, rounds, tell }: Lab): Promise<FiguresByType> {
  const files = [...built.types, built.plain].map(({ handlers }) => handlers);
  const { load } = built.probes;
  // Once each without counting: the files come from the disk's cache from then on.
  for (const file of files) await loadIn(load, file);
  const loads = new Map<string, Loaded[]>(files.map((file) => [file, []]));
  for (let round = 1; round <= LOADS_PER_ROUND * rounds; round += 1) {
    const bare = await loadIn(load);
    for (const file of files) {
      const { milliseconds, residentBytes } = await loadIn(load, file);
      loads.get(file)?.push({ milliseconds, residentBytes: residentBytes - bare.residentBytes });
    }
    const last = files.map((file) => `${Math.round(loads.get(file)?.at(-1)?.milliseconds ?? 0)} ms`);
    tell(`load, round ${round}: ${last.join(', ')} (plain)`);
  }
  const of = ({ handlers }: Pick<Packed, 'handlers'>): readonly Loaded[] => loads.get(handlers) ?? [];
  return Object.fromEntries(
    built.types.map((type) => [
      type.typeName,
      type === built.bundle
        ? figuresOfLoad(of(type), of(built.plain), FIRST_TYPE)
        : figuresOfLoad(of(type), of(built.bundle), { against: built.bundle.typeName, time: SIBLING }),
    ]),
  );
}

/** What the loads of a type are compared with. */
interface LoadBars {
  readonly against: string;
  readonly time: Figure['bar'];
  readonly memory?: Figure['bar'];
}
const FIRST_TYPE: LoadBars = {
  against: PLAIN,
  time: { kind: 'share', of: 1 / 12, text: '≤ 1/12' },
  memory: { kind: 'share', of: 1 / 3, text: '≤ 1/3' },
};
const SIBLING: Figure['bar'] = { kind: 'share', of: 1.2, text: '≤ 1.2' };

function figuresOfLoad(ours: readonly Loaded[], baseline: readonly Loaded[], bars: LoadBars): Figure[] {
  const { against, time, memory } = bars;
  const figure = (name: string, unit: Figure['unit'], value: (load: Loaded) => number): Figure => ({
    ...{ name, unit, against, ours: ours.map(value), baseline: baseline.map(value) },
  });
  return [
    { ...figure('Load in a fresh process', 'ms', ({ milliseconds }) => milliseconds), bar: time },
    { ...figure('Memory after load, above bare Node.js', 'bytes', ({ residentBytes }) => residentBytes), bar: memory },
  ];
}
