import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, runTool } from './tools';

describe("CycloneDX's own validator", () => {
  const validate = (file: string) => runTool('cyclonedx', 'python', [path.join(__dirname, 'validate_bill.py'), file]);
  const BILL = path.join(ROOT, 'build', 'sbom.cdx.json');

  beforeAll(() => {
    if (!existsSync(BILL)) throw new Error('build/sbom.cdx.json is missing: npm run package');
  });

  it('finds nothing wrong with the bill of materials of the build', () => {
    expect(validate(BILL)).toEqual({ status: 0, output: '' });
  });

  it('finds what is wrong', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bill-'));
    const file = path.join(folder, 'wrong.json');
    writeFileSync(file, readFileSync(BILL, 'utf8').replace('"MIT"', '"The MIT License"'));
    expect(validate(file).output).toContain('The MIT License');
    rmSync(folder, { recursive: true });
  });
});
