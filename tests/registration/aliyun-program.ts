import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';

/** Builds the stand-in for Alibaba Cloud's CLI into a new folder, which is the caller's to remove. */
export function buildAliyun(): string {
  const tools = mkdtempSync(path.join(tmpdir(), 'aliyun-'));
  const bundle = path.join(tools, 'aliyun.cjs');
  buildSync({ entryPoints: [path.join(__dirname, 'aliyun.ts')], outfile: bundle, bundle: true, platform: 'node' });
  return tools;
}

/** The file with the account of a folder; it is there after the first call. */
export function accountIn(folder: string): string {
  return path.join(folder, 'account.json');
}

/** Puts a program `aliyun` into a folder, which works on an account of its own. */
export function installAliyun(tools: string, folder: string): void {
  const text = `#!/bin/sh\nexec '${process.execPath}' '${tools}/aliyun.cjs' '${accountIn(folder)}' "$@"\n`;
  writeFileSync(path.join(folder, 'aliyun'), text, { mode: 0o755 });
}
