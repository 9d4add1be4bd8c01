import type { AlibabaSimulator } from '../../simulator/index';
import type { Answer, Step } from './step';
import { SOURCE_NAME } from './step-of-alibaba';

const FROM = { region: 'cn-hangzhou' };
const HERE = { region: 'cn-shanghai' };
const byName = { image_name: SOURCE_NAME };
const source = { source_image_name: SOURCE_NAME };
const returned = (value: unknown) => () => ({ returned: value });

/**
 * As much of that life as SUSE's tool has methods for: the actions are their names. It finds images by their names, copies under the same
 * one, and has no calls to rename, to take off tags, to cancel, to page and to make images from snapshots.
 */
export const SUSE_LIFE: readonly Step<AlibabaSimulator, Answer>[] = [
  {
    name: 'list the regions',
    action: 'get_regions',
    ...FROM,
    shows: () => ({ returned: expect.arrayContaining(['cn-hangzhou', 'cn-shanghai']) }),
  },
  {
    name: 'find the source by its name',
    action: 'get_compute_image',
    ...FROM,
    parameters: () => byName,
    shows: () => ({ ImageId: 'm-bp1golden1ubuntu24', Status: 'Available', IsCopied: false }),
  },
  {
    name: 'copy it',
    action: 'copy_compute_image',
    ...FROM,
    parameters: () => ({ ...source, destination_region: HERE.region }),
    keeps: ({ returned: id }) => ({ copy: String(id) }),
  },
  {
    name: 'read it by its ID while it is copied',
    action: 'get_compute_image',
    ...HERE,
    parameters: ({ copy }) => ({ image_id: copy }),
    shows: ({ copy }) => ({ ImageId: copy, Status: 'Creating', Progress: '0%', IsCopied: true }),
  },
  {
    name: 'delete it while it is copied: refused',
    action: 'delete_compute_image',
    ...HERE,
    parameters: () => ({ ...byName, force: true }),
    refused: { status: 403, code: 'OperationDenied.ImageCopying' },
  },
  {
    name: 'copy under a name that is taken: refused',
    action: 'copy_compute_image',
    ...FROM,
    parameters: () => ({ ...source, destination_region: HERE.region }),
    refused: { status: 400, code: 'InvalidImageName.Duplicated' },
  },
  {
    name: 'wait for it, an hour later',
    action: 'wait_on_compute_image',
    ...HERE,
    before: ({ clock }) => clock.advance(3_600_000),
    parameters: ({ copy }) => ({ image_id: copy }),
    shows: returned(null),
  },
  {
    name: 'copy it to two more regions',
    action: 'replicate_image',
    ...FROM,
    parameters: () => ({ ...source, regions: ['ap-southeast-1', 'eu-central-1'] }),
    shows: () => ({
      'ap-southeast-1': expect.stringMatching(/^m-/),
      'eu-central-1': expect.stringMatching(/^m-/),
    }),
  },
  {
    name: 'tag it as deprecated',
    action: 'deprecate_image',
    ...HERE,
    parameters: () => ({ ...source, replacement_image: 'golden-ubuntu-24.04-v43' }),
    shows: returned(null),
  },
  {
    name: 'read it by its name',
    action: 'get_compute_image',
    ...HERE,
    parameters: () => byName,
    shows: ({ copy }) => ({
      ImageId: copy,
      Status: 'Available',
      Tags: {
        Tag: expect.arrayContaining([
          { TagKey: 'Deprecated on', TagValue: expect.stringMatching(/^\d{8}$/) },
          { TagKey: 'Removal date', TagValue: expect.stringMatching(/^\d{8}$/) },
          { TagKey: 'Replacement image', TagValue: 'golden-ubuntu-24.04-v43' },
        ]),
      },
    }),
  },
  {
    name: 'take it back into use',
    action: 'activate_image',
    ...HERE,
    before: ({ world }, { copy = '' }) => world.deprecate(HERE.region, copy),
    parameters: () => source,
    shows: returned(null),
  },
  {
    name: 'read with whom it is shared: nobody',
    action: 'describe_share_permission',
    ...HERE,
    parameters: () => source,
    shows: ({ copy }) => ({ ImageId: copy, Accounts: { Account: [] } }),
  },
  {
    name: 'call with a key that is not known: refused',
    action: 'get_compute_image',
    ...HERE,
    key: (account) => ({ ...account, id: 'LTAInobody' }),
    parameters: () => byName,
    refused: { status: 404, code: 'InvalidAccessKeyId.NotFound' },
  },
  {
    name: 'call with a wrong secret: refused',
    action: 'get_compute_image',
    ...HERE,
    key: (account) => ({ ...account, secret: 'wrong' }),
    parameters: () => byName,
    refused: { status: 400, code: 'SignatureDoesNotMatch' },
  },
  {
    name: 'delete it while an instance uses it: refused',
    action: 'delete_compute_image',
    ...HERE,
    before: ({ world }, { copy = '' }) => world.useByInstance(HERE.region, copy),
    parameters: () => byName,
    refused: { status: 403, code: 'ImageUsingByInstance' },
  },
  {
    name: 'delete it by force',
    action: 'delete_compute_image',
    ...HERE,
    parameters: () => ({ ...byName, force: true }),
    shows: returned(true),
  },
  {
    name: 'delete it again: there is none',
    action: 'delete_compute_image',
    ...HERE,
    parameters: () => ({ ...byName, force: true }),
    shows: returned(false),
  },
];
