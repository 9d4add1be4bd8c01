import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, shellBlocks } from '../guides/blocks';
import type { Account } from './aliyun';
import { accountIn, buildAliyun, installAliyun } from './aliyun-program';

const SCRIPT = `registration/alibaba-side.sh --issuer https://0b1c2d3e.tokens.sts.global.api.aws \\
  --subject arn:aws:iam::123456789012:role/tf-alicloud-imagecopy --fingerprint 902EF2DEEB3C5B13EA4C3D5193629309E231AE55`;

/** The blocks of a page that call Alibaba Cloud's CLI themselves. */
const blocksOf = (page: string): readonly string[] =>
  shellBlocks(page)
    .map(({ text }) => text)
    .filter((text) => text.startsWith('aliyun '));

const REMOVALS = blocksOf('guides/removing-the-type.md');
const [OF_SCRIPT, OF_SECOND, OF_KEY, OF_ASSUMED] = REMOVALS;
const [KEY] = blocksOf('guides/getting-started.md');
const [SECOND, ASSUMED] = blocksOf('registration/README.md');
/** What the two types are called in the names of what belongs to them. */
const [FIRST, OTHER] = ['tf-alicloud-imagecopy', 'tf-alicloud-image'];

/** Commands for the policy of a user, as the page lets the reader change them for that of a role. */
const ofRole = (commands = ''): string =>
  commands.replace(/(AttachPolicyTo|DetachPolicyFrom)User --UserName/, '$1Role --RoleName');

/** What was set up, the commands for it, and those that remove it. */
const WAYS: readonly (readonly [name: string, setUp: string | undefined, removal: string | undefined])[] = [
  ['what alibaba-side.sh made', SCRIPT, OF_SCRIPT],
  [
    'what alibaba-side.sh made and brought up to date',
    `${SCRIPT}\naliyun ram CreatePolicyVersion --PolicyName tf-alicloud-imagecopy --PolicyDocument '{}' --SetAsDefault true`,
    OF_SCRIPT,
  ],
  ['the user with a key', KEY, OF_KEY],
  ['the user with a key that may only assume a role', ASSUMED, OF_ASSUMED],
  ['the policy of the second type', `${KEY}\n${SECOND}`, `${OF_SECOND}\n${OF_KEY}`],
  ['the policy of the second type from a role', `${ASSUMED}\n${ofRole(SECOND)}`, `${ofRole(OF_SECOND)}\n${OF_ASSUMED}`],
  [
    'what alibaba-side.sh made for the second type',
    `${SCRIPT.replaceAll(FIRST, OTHER)} --type TF::Alicloud::Image`,
    OF_SCRIPT?.replaceAll(FIRST, OTHER),
  ],
];

describe('guides/removing-the-type.md, the Alibaba Cloud side', () => {
  let tools: string;
  let folder: string;
  beforeAll(() => {
    tools = buildAliyun();
  });
  afterAll(() => rmSync(tools, { recursive: true }));
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'removal-'));
    installAliyun(tools, folder);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs commands of a page as a reader's shell does; `errors` is empty if each of them ended well. */
  const run = (commands: string) => {
    const { status, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', commands], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, MADE: folder, PATH: `${folder}${path.delimiter}${process.env.PATH}` },
    });
    return { status, errors: status === 0 ? '' : stderr };
  };
  const left = () => {
    const { calls: _, ...account }: Account = JSON.parse(readFileSync(accountIn(folder), 'utf8'));
    return account;
  };
  const NOTHING = { policies: {}, attached: [], users: {} };

  it('has commands for each way of authentication, and for what the second type adds', () => {
    expect(REMOVALS).toHaveLength(4);
  });

  it.each(WAYS)('removes %s', (_, setUp = 'false', removal = 'false') => {
    expect(run(setUp)).toEqual({ status: 0, errors: '' });
    expect(left()).not.toEqual(NOTHING);
    expect(run(removal)).toEqual({ status: 0, errors: '' });
    expect(left()).toEqual(NOTHING);
  });
});
