import { anHour, EAST, type HuaweiStep, type HuaweiTold, MISSING, NORTH, SOURCE } from './step-of-huawei';

const KEY = '0b1f3c1e-7d3b-4f5e-9c7a-2f6d8e9a0b11';
const VAULT = '1c6b0c5a-2c1d-4e77-a3a1-52c9f7a4b0e4';
const AGENCY = 'ims_copy_agency';
const ACROSS = { name: 'life', description: 'mark', region: EAST, project_name: EAST, agency_name: AGENCY };

const keepsJob =
  (name: string) =>
  ({ job_id = '' }: HuaweiTold) => ({ [name]: job_id });
const keepsImage =
  (name: string) =>
  ({ entities }: HuaweiTold) => ({ [name]: entities?.image_id ?? '' });
/** Refusals of a copy of an image that is found by its name first. */
function refusedCopy(name: string, imageName: string, body: object, code: string): HuaweiStep[] {
  const isAcross = 'region' in body;
  return [
    {
      name: `find the image ${imageName}, for: ${name}`,
      action: 'ListImages',
      parameters: () => ({ name: imageName }),
      shows: () => ({ images: [{ name: imageName }] }),
      keeps: ({ images }) => ({ found: images?.[0]?.id ?? '' }),
    },
    {
      name: `${name}: refused`,
      action: isAcross ? 'CopyImageCrossRegion' : 'CopyImageInRegion',
      parameters: (kept) => ({ image_id: kept.found, body }),
      refused: { status: 400, code },
    },
  ];
}

/** Both kinds of copy, from the order to the image, and what is refused. */
export const JOBS_AND_COPIES: readonly HuaweiStep[] = [
  {
    name: 'find the project of the region',
    service: 'iam',
    action: 'KeystoneListProjects',
    parameters: () => ({ name: NORTH }),
    shows: () => ({ projects: [{ name: NORTH, enabled: true, is_domain: false }] }),
    keeps: ({ projects }) => ({ project: projects?.[0]?.id ?? '' }),
  },
  {
    name: 'find the source by its name',
    action: 'ListImages',
    parameters: () => ({ name: 'golden-ubuntu-24.04-v41', __imagetype: 'private', status: 'active' }),
    shows: () => ({ images: [{ id: SOURCE, __os_type: 'Linux', min_disk: 40, protected: false }] }),
  },
  {
    name: 'read the first page of images',
    action: 'ListImages',
    parameters: () => ({ limit: 1, sort_key: 'name', sort_dir: 'asc' }),
    shows: () => ({ images: [expect.anything()] }),
    keeps: ({ images }) => ({ last: images?.[0]?.id ?? '' }),
  },
  {
    name: 'read the second page',
    action: 'ListImages',
    parameters: ({ last }) => ({ limit: 1, sort_key: 'name', sort_dir: 'asc', marker: last }),
    shows: ({ last }) => ({ images: [{ id: expect.not.stringMatching(`^${last}$`) }] }),
  },
  {
    name: 'copy it in its region, with a key',
    action: 'CopyImageInRegion',
    parameters: () => ({ image_id: SOURCE, body: { name: 'life', description: '', cmk_id: KEY } }),
    keeps: keepsJob('job'),
  },
  {
    name: 'copy it to another region',
    action: 'CopyImageCrossRegion',
    parameters: () => ({ image_id: SOURCE, body: ACROSS }),
    keeps: keepsJob('jobAcross'),
  },
  {
    name: 'ask for the job while it begins',
    action: 'ShowJobProgress',
    parameters: ({ job }) => ({ job_id: job }),
    shows: ({ job }) => ({ job_id: job, status: 'INIT', job_type: 'imsCopyImageInRegionJob' }),
  },
  {
    name: 'ask for it a minute later',
    action: 'ShowJobProgress',
    before: ({ clock }) => clock.advance(60_000),
    parameters: ({ job }) => ({ job_id: job }),
    shows: () => ({ status: 'RUNNING', entities: { image_name: 'life', process_percent: 0.2 } }),
  },
  {
    name: 'ask for the other one by the older path',
    action: 'ShowJob',
    parameters: ({ jobAcross }) => ({ job_id: jobAcross }),
    shows: () => ({ status: 'RUNNING', entities: { process_percent: 0.1, sub_jobs_list: [expect.any(String)] } }),
  },
  {
    name: 'look for the copy by its name: not there yet',
    action: 'ListImages',
    parameters: () => ({ name: 'life' }),
    shows: () => ({ images: [] }),
  },
  {
    name: 'ask for the job an hour later: the image',
    action: 'ShowJobProgress',
    before: anHour,
    parameters: ({ job }) => ({ job_id: job }),
    shows: () => ({ status: 'SUCCESS', entities: { image_id: expect.any(String), process_percent: 1 } }),
    keeps: keepsImage('copy'),
  },
  {
    name: 'ask for the other one by the older path: the image',
    action: 'ShowJob',
    parameters: ({ jobAcross }) => ({ job_id: jobAcross }),
    shows: () => ({
      status: 'SUCCESS',
      entities: { image_id: expect.any(String), sub_jobs_result: [{ status: 'SUCCESS' }] },
    }),
    keeps: keepsImage('across'),
  },
  {
    name: 'ask for a job that does not exist: refused',
    action: 'ShowJobProgress',
    parameters: () => ({ job_id: '0'.repeat(32) }),
    refused: { status: 400, code: 'IMG.0023' },
  },
  {
    name: 'read the copy in the other region',
    action: 'ListImages',
    region: EAST,
    parameters: ({ across }) => ({ id: across }),
    shows: ({ across }) => ({
      images: [{ id: across, status: 'active', __description: 'mark', visibility: 'private' }],
    }),
  },
  {
    name: 'look for it in the first region: not there',
    action: 'ListImages',
    parameters: ({ across }) => ({ id: across }),
    shows: () => ({ images: [] }),
  },
  {
    name: 'copy by a job that fails',
    action: 'CopyImageInRegion',
    parameters: () => ({ image_id: SOURCE, body: { name: 'life-failing' } }),
    keeps: keepsJob('failing'),
  },
  {
    name: 'ask for that: failed, with code and reason',
    action: 'ShowJobProgress',
    before: ({ world }, { failing = '' }) => world.failJob(failing),
    parameters: ({ failing }) => ({ job_id: failing }),
    shows: () => ({ status: 'FAIL', error_code: 'IMG.0014', fail_reason: expect.stringContaining('OpenStack') }),
  },
  {
    name: 'copy what is not there: refused',
    action: 'CopyImageInRegion',
    parameters: () => ({ image_id: MISSING, body: { name: 'life' } }),
    refused: { status: 400, code: 'IMG.0027' },
  },
  {
    name: 'copy with a key that does not exist: refused',
    action: 'CopyImageInRegion',
    parameters: () => ({ image_id: SOURCE, body: { name: 'life', cmk_id: MISSING } }),
    refused: { status: 400, code: 'IMG.0095' },
  },
  {
    name: 'copy by an agency that does not exist: refused',
    action: 'CopyImageCrossRegion',
    parameters: () => ({ image_id: SOURCE, body: { ...ACROSS, agency_name: 'nobody' } }),
    refused: { status: 400, code: 'IMG.0036' },
  },
  ...refusedCopy('copy an encrypted image across regions', 'encrypted', ACROSS, 'IMG.0098'),
  ...refusedCopy('copy an installation disk', 'installer', { name: 'life' }, 'IMG.0167'),
  ...refusedCopy('copy a whole server in its region', 'whole-server', { name: 'life' }, 'IMG.0130'),
  ...refusedCopy(
    'copy a whole server without a vault',
    'whole-server',
    { ...ACROSS, agency_name: 'ims_copy_cbr_agency' },
    'IMG.0184',
  ),
  {
    name: 'copy a whole server into a vault',
    action: 'CopyImageCrossRegion',
    parameters: ({ found }) => ({
      image_id: found,
      body: { ...ACROSS, name: 'life-whole', agency_name: 'ims_copy_cbr_agency', vault_id: VAULT },
    }),
    keeps: keepsJob('jobOfWhole'),
  },
  {
    name: 'ask for its job: the image',
    action: 'ShowJobProgress',
    before: anHour,
    parameters: ({ jobOfWhole }) => ({ job_id: jobOfWhole }),
    shows: () => ({ status: 'SUCCESS', entities: { subJobId: expect.any(String) } }),
    keeps: keepsImage('whole'),
  },
  {
    name: 'delete it with its backup',
    action: 'GlanceDeleteImage',
    region: EAST,
    parameters: ({ whole }) => ({ image_id: whole, body: { delete_backup: true } }),
    shows: () => ({}),
  },
  {
    name: 'delete the copy in the other region, though its backup is gone',
    action: 'GlanceDeleteImage',
    region: EAST,
    before({ clock, ledger }) {
      clock.advance(60_000);
      if (ledger().backups.length > 0) throw new Error('the backup is still there');
    },
    parameters: ({ across }) => ({ image_id: across }),
    shows: () => ({}),
  },
  {
    name: 'copy once more',
    action: 'CopyImageInRegion',
    parameters: () => ({ image_id: SOURCE, body: { name: 'life-second' } }),
    keeps: keepsJob('second'),
  },
  {
    name: 'ask for its image while it is made, of a cloud that names it',
    action: 'ShowJobProgress',
    before: (cloud) => cloud.behave({ imageIdWhileRunning: true }),
    parameters: ({ second }) => ({ job_id: second }),
    shows: () => ({ entities: { image_id: expect.any(String) } }),
    keeps: keepsImage('making'),
  },
  {
    name: 'delete it while it is made: refused',
    action: 'GlanceDeleteImage',
    parameters: ({ making }) => ({ image_id: making }),
    refused: { status: 400, code: 'IMG.0090' },
  },
  {
    name: 'delete it an hour later',
    action: 'GlanceDeleteImage',
    before: anHour,
    parameters: ({ making }) => ({ image_id: making }),
    shows: () => ({}),
  },
];
