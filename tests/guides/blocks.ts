import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.join(__dirname, '..', '..');

/**
 * What is done with a block: run here, kept running while the rest of its page is, or only looked at, since it needs an account or an
 * answer.
 */
export type BlockKind = 'runnable' | 'background' | 'shown';

/** A block of shell commands in a page. */
export interface ShellBlock {
  readonly page: string;
  readonly line: number;
  readonly kind: BlockKind;
  readonly text: string;
}

const FENCE = /^```sh(?<marks>[^\n]*)\n(?<text>[\s\S]*?)^```/gm;

/** The pages that people read: README.md, the guides, and the other pages for users. */
export function pages(): readonly string[] {
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return tracked
    .split('\n')
    .filter((page) =>
      /^((?:README|CONTRIBUTING|SECURITY|SUPPORT)\.md|(guides|registration|constructs|simulator)\/.*\.md)$/.test(page),
    );
}

/** The shell blocks of a page, in order. */
export function shellBlocks(page: string): readonly ShellBlock[] {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  return [...text.matchAll(FENCE)].map(({ index, groups = {} }) => ({
    page,
    line: text.slice(0, index).split('\n').length,
    kind: kindOf(groups.marks?.trim() ?? ''),
    text: groups.text ?? '',
  }));
}

function kindOf(marks: string): BlockKind {
  if (marks === '') return 'shown';
  if (marks === 'runnable') return 'runnable';
  if (marks === 'runnable background') return 'background';
  throw new Error(`a shell block is marked "${marks}"`);
}
