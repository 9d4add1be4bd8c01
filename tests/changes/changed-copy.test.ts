import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ChangedCopy } from './changed-copy';

it('a copy gets back what was copied, whatever has become of the project since', () => {
  const project = mkdtempSync(path.join(tmpdir(), 'project-'));
  const inProject = path.join(project, 'shop.ts');
  writeFileSync(inProject, 'copied');
  const copy = new ChangedCopy('copy', project);
  try {
    const inCopy = (): string => readFileSync(path.join(copy.folder, 'shop.ts'), 'utf8');
    for (const text of ['marked', 'changed']) copy.write('shop.ts', text);
    expect(inCopy()).toBe('changed');
    writeFileSync(inProject, 'gone on with');
    copy.restore('shop.ts');
    expect(inCopy()).toBe('copied');
    copy.write('shop.ts', 'changed again');
    copy.restore('shop.ts');
    expect(inCopy()).toBe('copied');
    expect(readFileSync(inProject, 'utf8')).toBe('gone on with');
  } finally {
    copy.remove();
    rmSync(project, { recursive: true });
  }
});
