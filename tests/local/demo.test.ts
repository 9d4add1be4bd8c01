import { spawnSync } from 'node:child_process';
import { DEMO_SPEED } from '../../local/commands/demo';
import { guarded } from './guarded';
import { ROOT, temporaryFolder } from './helpers';

/** What a line of `--json` has that counts here. */
interface Line {
  readonly kind: string;
  readonly timestamp?: string;
  readonly type?: string;
  readonly status?: string;
  readonly left?: { readonly clouds: Readonly<Record<string, object>> };
}

describe('npm start without a command', () => {
  const egress = guarded();
  const { status, stdout } = spawnSync('npm', ['start', '--silent', '--prefix', ROOT, '--', '--json'], {
    cwd: temporaryFolder(),
    encoding: 'utf8',
    // npm itself asks the registry for a newer npm now and then.
    env: { ...process.env, ...egress.variables, npm_config_update_notifier: 'false' },
  });
  const lines: readonly Line[] = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

  it('makes an image, and copies images in two clouds', () => {
    const made = lines.filter(({ kind, status: reached }) => kind === 'resource' && reached === 'CREATE_COMPLETE');
    expect(made.map(({ type }) => type).sort()).toEqual([
      'TF::Alicloud::Image',
      'TF::Alicloud::ImageCopy',
      'TF::HuaweiCloud::ImagesImageCopy',
    ]);
  });

  it('deletes all of it', () => {
    const nothing = { unfinished: 0, images: [], snapshots: [] };
    expect(status).toBe(0);
    expect(lines.at(-1)?.left?.clouds).toEqual({
      'Alibaba Cloud': nothing,
      'Huawei Cloud': { ...nothing, backups: [] },
    });
  });

  it('calls nothing outside of this machine', () => {
    expect(egress.refused()).toEqual([]);
  });

  it('has a clock so fast that this takes less than a minute', () => {
    const times = lines.flatMap(({ timestamp }) => (timestamp === undefined ? [] : [Date.parse(timestamp)]));
    const simulatedSeconds = (Math.max(...times) - Math.min(...times)) / 1000;
    expect(simulatedSeconds).toBeGreaterThan(3600);
    expect(simulatedSeconds / DEMO_SPEED).toBeLessThan(60);
  });
});
