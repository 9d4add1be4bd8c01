import { ADMINISTRATION } from './life-of-huawei-administration';
import { JOBS_AND_COPIES } from './life-of-huawei-copies';
import { KEYLESS_LIFE, SESSION_LIFE } from './life-of-huawei-sessions';
import type { Kept } from './step';
import { anHour, type HuaweiStep, NORTH, SOURCE } from './step-of-huawei';

/** Characters that the signatures' ways of encoding are known to differ in. */
const DESCRIPTION = "hardened a+b/c=d & e~f *(1)! 'é' 镜像";

const TAGS = [
  { key: 'team', value: 'life' },
  { key: 'empty', value: '' },
];
const ofCopy = ({ copy }: Kept) => ({ image_id: copy });
const change = (op: string, path: string, value: string) => ({ op, path, value });
const many = Array.from({ length: 9 }, (_, index) => ({ key: `k${index}`, value: 'v' }));
const PROJECT = '5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10';

/** What is done to a copy that is there. */
const WITH_A_COPY: readonly HuaweiStep[] = [
  {
    name: 'read the copy by its ID: where it comes from, with its key',
    action: 'ListImages',
    parameters: ({ copy }) => ({ id: copy }),
    shows: ({ copy }) => ({
      images: [
        {
          ...{ id: copy, status: 'active', name: 'life', __data_origin: `image,${NORTH},${SOURCE}`, min_ram: 0 },
          ...{ __isregistered: 'true', __system__cmkid: expect.any(String), enterprise_project_id: '0' },
        },
      ],
    }),
  },
  {
    name: 'read it by the call that comes from OpenStack',
    action: 'GlanceShowImage',
    parameters: ofCopy,
    shows: ({ copy }) => ({ id: copy, status: 'active' }),
  },
  {
    name: 'replace a description that was never set: refused',
    action: 'UpdateImage',
    parameters: (kept) => ({ ...ofCopy(kept), body: [change('replace', '/__description', 'x')] }),
    refused: { status: 400, code: 'IMG.0035' },
  },
  {
    name: 'add a description and memory, and rename it',
    action: 'UpdateImage',
    parameters: (kept) => ({
      ...ofCopy(kept),
      body: [
        change('add', '/__description', DESCRIPTION.replace('&', 'and')),
        change('add', '/max_ram', '4096'),
        change('replace', '/min_ram', '1024'),
        change('replace', '/name', 'life renamed 镜像'),
      ],
    }),
    shows: ({ copy }) => ({
      ...{ id: copy, name: 'life renamed 镜像', min_ram: 1024, max_ram: '4096' },
      __description: DESCRIPTION.replace('&', 'and'),
    }),
  },
  {
    name: 'find it by its new name',
    action: 'ListImages',
    parameters: () => ({ name: 'life renamed 镜像', __imagetype: 'private', limit: 10 }),
    shows: ({ copy }) => ({ images: [{ id: copy }] }),
  },
  {
    name: 'give it a name with a character that names do not have: refused',
    action: 'UpdateImage',
    parameters: (kept) => ({ ...ofCopy(kept), body: [change('replace', '/name', 'a&b')] }),
    refused: { status: 400, code: 'IMG.0003' },
  },
  {
    name: 'put it into an enterprise project that does not exist: refused',
    action: 'UpdateImage',
    parameters: (kept) => ({ ...ofCopy(kept), body: [change('replace', '/enterprise_project_id', 'nowhere')] }),
    refused: { status: 400, code: 'IMG.0155' },
  },
  {
    name: 'put it into another one',
    action: 'UpdateImage',
    parameters: (kept) => ({ ...ofCopy(kept), body: [change('replace', '/enterprise_project_id', PROJECT)] }),
    shows: () => ({ enterprise_project_id: PROJECT }),
  },
  {
    name: 'move it back by the enterprise project service',
    service: 'eps',
    action: 'MigrateResource',
    parameters: ({ copy, project }) => ({
      enterprise_project_id: '0',
      body: { resource_type: 'images', resource_id: copy, project_id: project, region_id: NORTH },
    }),
    shows: () => ({}),
  },
  {
    name: 'see it there some time later',
    service: 'eps',
    action: 'ShowResourceBindEnterpriseProject',
    before: anHour,
    parameters: ({ project }) => ({
      enterprise_project_id: '0',
      body: { projects: [project], resource_types: ['images'], limit: 1000, offset: 0 },
    }),
    shows: ({ copy }) => ({ resources: expect.arrayContaining([expect.objectContaining({ resource_id: copy })]) }),
  },
  {
    name: 'tag it',
    action: 'BatchAddOrDeleteTags',
    parameters: (kept) => ({ ...ofCopy(kept), body: { action: 'create', tags: TAGS } }),
    shows: () => ({}),
  },
  {
    name: 'read its tags',
    action: 'ListImageTags',
    parameters: ofCopy,
    shows: () => ({ tags: TAGS }),
  },
  {
    name: 'give it more than ten tags: refused',
    action: 'BatchAddOrDeleteTags',
    parameters: (kept) => ({ ...ofCopy(kept), body: { action: 'create', tags: many } }),
    refused: { status: 400, code: 'IMG.0116' },
  },
  {
    name: 'give it a tag with a colon: refused',
    action: 'BatchAddOrDeleteTags',
    parameters: (kept) => ({ ...ofCopy(kept), body: { action: 'create', tags: [{ key: 'aws:x', value: '' }] } }),
    refused: { status: 400, code: 'IMG.0115' },
  },
  {
    name: 'find it by a key, whatever the value',
    action: 'ListImageByTags',
    parameters: () => ({ body: { action: 'filter', tags: [{ key: 'team', values: [] }], limit: '1000', offset: '0' } }),
    shows: ({ copy }) => ({
      resources: expect.arrayContaining([
        expect.objectContaining({ resource_id: copy, tags: TAGS, resource_detail: { status: 'active' } }),
      ]),
      total_count: 3,
    }),
  },
  {
    name: 'count images by a value',
    action: 'ListImageByTags',
    parameters: () => ({ body: { action: 'count', tags: [{ key: 'team', values: ['life'] }] } }),
    shows: () => ({ total_count: 1 }),
  },
  {
    name: 'take a tag away, and one that it has not',
    action: 'BatchAddOrDeleteTags',
    parameters: (kept) => ({ ...ofCopy(kept), body: { action: 'delete', tags: [{ key: 'empty' }, { key: 'other' }] } }),
    shows: () => ({}),
  },
  {
    name: 'read the quota',
    action: 'ShowImageQuota',
    shows: () => ({
      quotas: { resources: expect.arrayContaining([expect.objectContaining({ type: 'image', quota: 50 })]) },
    }),
  },
  {
    name: 'delete it while it is protected: refused',
    action: 'GlanceDeleteImage',
    before: ({ world }, { copy = '' }) => world.change(NORTH, copy, { protected: true }),
    parameters: ofCopy,
    refused: { status: 400, code: 'IMG.0028' },
  },
  {
    name: 'delete it',
    action: 'GlanceDeleteImage',
    before: ({ world }, { copy = '' }) => world.change(NORTH, copy, { protected: false }),
    parameters: ofCopy,
    shows: () => ({}),
  },
  {
    name: 'read it a minute later: gone',
    action: 'ListImages',
    before: ({ clock }) => clock.advance(60_000),
    parameters: ({ copy }) => ({ id: copy }),
    shows: () => ({ images: [] }),
  },
  {
    name: 'delete it again: accepted',
    action: 'GlanceDeleteImage',
    parameters: ofCopy,
    shows: () => ({}),
  },
  {
    name: 'read it by the call that comes from OpenStack: refused in HTML',
    action: 'GlanceShowImage',
    parameters: ofCopy,
    refused: { status: 404, code: '404' },
  },
  {
    name: 'change it: refused',
    action: 'UpdateImage',
    parameters: (kept) => ({ ...ofCopy(kept), body: [change('replace', '/name', 'x')] }),
    refused: { status: 400, code: 'IMG.0027' },
  },
];

/** From the first look at the account to the last image deleted, by both kinds of copy. */
export const HUAWEI_LIFE: readonly HuaweiStep[] = [
  ...KEYLESS_LIFE,
  ...ADMINISTRATION,
  ...JOBS_AND_COPIES,
  ...WITH_A_COPY,
  ...SESSION_LIFE,
];
