import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { assumeAgencyPolicy, trustPolicy } from '../../../src/huaweicloud/iam-policy';
import { IAM_POLICIES } from '../../../types/huaweicloud-images-image-copy/src/properties/iam-policy';

const ROOT = path.resolve(__dirname, '../../..');
const TYPE = ['--type', 'TF::HuaweiCloud::ImagesImageCopy'];

function run(...args: string[]) {
  const command = ['--import', 'tsx', 'tools/ram-policy.ts', ...TYPE, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const AGENCY = 'iam::0123456789abcdef0123456789abcdef:agency:images';
const PROVIDER = 'iam::0123456789abcdef0123456789abcdef:oidcProvider:aws';
const ISSUER = 'https://a.example.com';
const ROLE = 'arn:aws:iam::123456789012:role/a';
const TRUST = { providerUrn: PROVIDER, issuer: ISSUER, audience: 'huawei-cloud', subjects: [ROLE, `${ROLE}b`] };

describe('npm run ram-policy -- --type TF::HuaweiCloud::ImagesImageCopy', () => {
  it.each([
    [[], IAM_POLICIES.identityPolicy()],
    [['--form', 'project'], IAM_POLICIES.projectPolicy()],
    [['--form', 'global'], IAM_POLICIES.globalPolicy()],
    [
      ['--operations', 'READ', 'LIST', '--without', 'ProjectLookup'],
      IAM_POLICIES.identityPolicy({
        operations: ['READ', 'LIST'],
        properties: ['EnterpriseProjectId', 'EnterpriseProjects'],
      }),
    ],
    [['--with-dependencies'], IAM_POLICIES.identityPolicy({ dependencies: true })],
    [['--assume-agency', AGENCY], assumeAgencyPolicy(AGENCY)],
    [['--trust', PROVIDER, '--issuer', ISSUER, '--subject', ROLE, `${ROLE}b`], trustPolicy(TRUST)],
  ])('%j prints that policy', (args, policy) => {
    const { status, stdout } = run(...args);
    expect([status, JSON.parse(stdout)]).toEqual([0, policy]);
  });

  it('explains which operation makes which call when, and what right that takes', () => {
    const change = IAM_POLICIES.needsOf({ operations: ['UPDATE'] }).find(({ call }) => call === 'UpdateImage');
    expect(run('--explain', '--operations', 'UPDATE', 'LIST', '--without', 'ProjectLookup').stdout).toBe(`UPDATE
  ListImageByTags       always, unless the identifier contains the image ID: ims:images:list
  ListImages            always: ims:images:list
  ListImageTags         the identifier contains the image ID, or the copy was just made: ims:images:list
  ShowJobProgress       no image has the tag of the job: ims:images:get
  ShowJob               the cloud has no ShowJobProgress: ims:images:get
  UpdateImage           ${change?.when}: ims:images:update, ims:serverImages:create with EnterpriseProjectId
  BatchAddOrDeleteTags  a tag differs: ims:images:update
LIST
  ListImageByTags       always, unless the identifier contains the image ID: ims:images:list
`);
  });

  it.each([
    [['--form', 'global', '--without', 'ProjectLookup'], 1, 'no such policy is needed'],
    [['--trust', PROVIDER, '--issuer', ISSUER], 1, '--trust needs --issuer and --subject.'],
    [['--trust', 'aws'], 2, '"aws" is not the URN of an identity provider'],
    [['--assume-agency', AGENCY, '--explain'], 2, "cannot be used with option '--explain'"],
    [['--assume-agency', AGENCY, '--trust', PROVIDER], 2, "cannot be used with option '--trust <urn>'"],
    [['--trust', PROVIDER, '--form', 'project'], 2, "cannot be used with option '--form <form>'"],
    [['--assume-agency', 'images'], 2, '"images" is not the URN of an agency'],
    [['--destination-regions', 'cn-east-3'], 2, "unknown option '--destination-regions'"],
  ])('says what is wrong with %j', (args, expected, message) => {
    const { status, stdout, stderr } = run(...args);
    expect([status, stdout]).toEqual([expected, '']);
    expect(stderr).toContain(message);
  });
});
