import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { LEFT_OUT, leaveOut } from '../../tools/left-out';

describe('what the bundle leaves out', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'left-out-')));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (file: string, contents: string): void => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, contents);
  };
  const bundle = async (rows: Parameters<typeof leaveOut>[0], source: string): Promise<string> => {
    write('main.js', source);
    const { outputFiles } = await build({
      entryPoints: [path.join(folder, 'main.js')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      write: false,
      logLevel: 'silent',
      plugins: [leaveOut(rows)],
    });
    return outputFiles[0]?.text ?? '';
  };
  const run = (code: string): unknown => {
    const module = { exports: {} };
    runInNewContext(code, { module, exports: module.exports, require });
    return module.exports;
  };

  it('can be loaded and handed on, and says at its first use that it is not there', async () => {
    write(
      'node_modules/heavy/index.js',
      "require('node:fs'); exports.default = class Heavy {}; exports.make = () => 1;",
    );
    const code = await bundle(
      [{ file: 'heavy/index.js', reason: 'a test' }],
      `const heavy = require('heavy');
       module.exports = { heavy, Default: heavy.default, isModule: heavy.__esModule, make: heavy.make };`,
    );
    expect(code).not.toContain('node:fs');
    const { Default, isModule, make, heavy } = run(code) as {
      heavy: () => void;
      Default: new () => object;
      isModule: boolean;
      make: () => void;
    };
    expect(isModule).toBe(true);
    for (const use of [make, heavy, () => new Default()])
      expect(use).toThrow('heavy/index.js is not part of this bundle');
  });

  it('is replaced where a row says by what', async () => {
    write('node_modules/light/index.js', 'module.exports = 1;');
    const rows = [{ file: 'light/index.js', reason: 'a test', replacement: 'module.exports = 2;' }];
    expect(run(await bundle(rows, "module.exports = { light: require('light') };"))).toEqual({ light: 2 });
  });

  it('fails the build once nothing requires it any more', async () => {
    await expect(bundle([{ file: 'gone/index.js', reason: 'a test' }], '')).rejects.toThrow(
      'gone/index.js is no longer required',
    );
  });

  it('has a reason each', () => {
    for (const { file, reason } of LEFT_OUT) expect([file, reason.length > 10]).toEqual([file, true]);
  });

  const replacement = (file: string): unknown =>
    run(LEFT_OUT.find((row) => row.file.startsWith(file))?.replacement ?? '');

  it('replaces texts as the package does', () => {
    const replaceAll = replacement('string.prototype.replaceall') as (...texts: string[]) => string;
    expect(replaceAll('a.b.a', 'a', '<$&>')).toBe('<a>.b.<a>');
  });

  it('never prints requests', () => {
    const debug = replacement('debug') as (name: string) => { enabled: boolean };
    expect(debug('httpx:header').enabled).toBe(false);
  });
});
