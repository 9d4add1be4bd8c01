import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { declarationsOf, type Source, withChange } from '../changes/places';
import { sourcesOf } from '../changes/sources';
import { GUARANTEES } from './table';

const ROOT = path.join(__dirname, '..', '..');
const SOURCES = sourcesOf(ROOT);

/** Another layout than that of this project, in all that Biome lets one choose and a few columns. */
const OTHER_LAYOUT = {
  root: true,
  formatter: { indentStyle: 'tab', lineWidth: 40 },
  javascript: { formatter: { quoteStyle: 'double', semicolons: 'asNeeded', trailingCommas: 'none' } },
};

/** The same sources in one other folder, laid out differently. */
function elsewhere(sources: readonly Source[]): readonly Source[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'laid-out-'));
  try {
    writeFileSync(path.join(folder, 'biome.json'), JSON.stringify(OTHER_LAYOUT));
    mkdirSync(path.join(folder, 'moved'));
    const moved = sources.map(({ text }, index) => ({ file: path.join('moved', `${index}.ts`), text }));
    for (const { file, text } of moved) writeFileSync(path.join(folder, file), text);
    const biome = path.join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const { status, stderr } = spawnSync(process.execPath, [biome, 'format', '--write', 'moved'], { cwd: folder });
    if (status !== 0) throw new Error(String(stderr));
    return moved.map(({ file }) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the table of guarantees', () => {
  const declarations = declarationsOf(SOURCES);

  // `npm run guarantees` takes a while, and would find a row that is out of date only then.
  it.each(GUARANTEES)('finds the place of: $name', (guarantee) => {
    const { file, text } = withChange(declarations, guarantee);
    expect(SOURCES.filter((source) => source.file === file && source.text !== text)).toHaveLength(1);
  });

  it('names each promise once', () => {
    expect(new Set(GUARANTEES.map(({ name }) => name)).size).toBe(GUARANTEES.length);
  });
});

describe('when the sources have moved and are laid out differently', () => {
  const moved = elsewhere(SOURCES);
  const declarations = declarationsOf(moved);

  it('they are other texts in other files', () => {
    expect(
      moved.filter(({ file, text }, index) => file !== SOURCES[index]?.file && text !== SOURCES[index]?.text),
    ).toHaveLength(SOURCES.length);
  });

  it.each(GUARANTEES)('the table still finds the place of: $name', (guarantee) => {
    const { file, text } = withChange(declarations, guarantee);
    expect(moved.filter((source) => source.file === file && source.text !== text)).toHaveLength(1);
  });
});
