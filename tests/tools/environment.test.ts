import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environmentFolder, isFilled, once, virtualEnvironment } from '../../tools/aws/environment';

const NAME = 'played-by-a-test';

describe('an environment of Python', () => {
  const { PATH } = process.env;
  let folder: string;
  let requirements: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'python-'));
    requirements = path.join(folder, 'requirements.txt');
    writeFileSync(requirements, 'attrs==26.1.0\n');
    process.env.PATH = `${folder}:${PATH}`;
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => {
    process.env.PATH = PATH;
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
    rmSync(environmentFolder(NAME), { recursive: true, force: true });
  });

  /** In the place of Python: makes an environment in which pip ends with an exit code. */
  function installPython(exitCode: 0 | 1, version = 'Python 3.12.1'): void {
    const script = `#!/bin/sh
[ "$1" != --version ] || { echo '${version}'; exit; }
mkdir -p "$3/bin" && printf '#!/bin/sh\\nexit ${exitCode}\\n' > "$3/bin/python" && chmod +x "$3/bin/python"
`;
    writeFileSync(path.join(folder, 'python3'), script);
    chmodSync(path.join(folder, 'python3'), 0o755);
  }

  it('says what may be missing if the packages cannot be installed, and that the command can be called again', () => {
    installPython(1);
    expect(() => virtualEnvironment(NAME, requirements)).toThrow(
      /failed with exit code 1\. If pip cannot reach its index, .* run the command again\.$/,
    );
  });

  it('is not created with a Python that the packages do not support', () => {
    installPython(0, 'Python 3.10.13');
    expect(() => virtualEnvironment(NAME, requirements)).toThrow(
      /^Python 3\.11 or later is needed; this is Python 3\.10\.13\.$/,
    );
    expect(existsSync(environmentFolder(NAME))).toBe(false);
  });

  it('is created once, and again when its Python is gone', () => {
    installPython(0);
    const python = path.join(virtualEnvironment(NAME, requirements), 'python');
    virtualEnvironment(NAME, requirements);
    expect(console.error).toHaveBeenCalledTimes(1);
    unlinkSync(python);
    virtualEnvironment(NAME, requirements);
    expect(console.error).toHaveBeenCalledTimes(2);
    expect(existsSync(python)).toBe(true);
  });

  it('is no longer the one that was filled at another place, whose path its programs contain', () => {
    const [before, after] = [path.join(folder, 'before'), path.join(folder, 'after')];
    once(requirements, before, () => mkdirSync(before));
    expect(isFilled(requirements, before)).toBe(true);
    renameSync(before, after);
    expect(isFilled(requirements, after)).toBe(false);
  });
});
