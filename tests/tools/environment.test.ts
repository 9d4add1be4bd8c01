import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environmentFolder, virtualEnvironment } from '../../tools/aws/environment';

/** In the place of Python: makes an environment whose pip fails, as without a network. */
const PYTHON = `#!/bin/sh
mkdir -p "$3/bin" && printf '#!/bin/sh\\nexit 1\\n' > "$3/bin/python" && chmod +x "$3/bin/python"
`;
const NAME = 'without-network';

describe('an environment of Python whose packages cannot be installed', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'python-'));
  const { PATH } = process.env;
  afterEach(() => {
    process.env.PATH = PATH;
    rmSync(folder, { recursive: true });
    rmSync(environmentFolder(NAME), { recursive: true, force: true });
  });

  it('says what may be missing, and that the command can be called again', () => {
    const requirements = path.join(folder, 'requirements.txt');
    writeFileSync(requirements, 'attrs==26.1.0\n');
    writeFileSync(path.join(folder, 'python3'), PYTHON, { mode: 0o755 });
    process.env.PATH = `${folder}:${PATH}`;
    expect(() => virtualEnvironment(NAME, requirements)).toThrow(
      /failed with exit code 1\. If pip cannot reach its index, .* run the command again\.$/,
    );
  });
});
