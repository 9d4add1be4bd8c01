import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');
const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

const TESTS = `
const { writeFileSync } = require('node:fs');
const path = require('node:path');
describe('a shop', () => {
  it('is open', () => {});
  describe('that is closed', () => {
    it('sells nothing', () => { throw new Error('sold'); });
    it('is quiet', () => writeFileSync(path.join(__dirname, 'went-on'), ''));
  });
});`;

it('a trial ends with the first test that fails, and says which one', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'first-failure-'));
  try {
    writeFileSync(path.join(folder, 'package.json'), '{}');
    writeFileSync(path.join(folder, 'shop.test.js'), TESTS);
    const environment = path.join(ROOT, 'tests', 'changes', 'first-failure.js');
    const { status, stderr } = spawnSync(process.execPath, [JEST, '--runInBand', `--env=${environment}`], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ status, failed: stderr.match(/^ {2}● .+$/gm) }).toEqual({
      status: 1,
      failed: ['  ● a shop › that is closed › sells nothing'],
    });
    expect(existsSync(path.join(folder, 'went-on'))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
