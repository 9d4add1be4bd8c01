import type { Property } from '../../resource/property';
import { flag, text, wholeNumber } from '../../resource/rules';
import { tagsRowBy } from '../../resource/tags-row';
import { originOf } from '../origin';
import type { ImsProperty } from '../property';
import { ATTRIBUTES, ramOf, textOf, unmarked } from './attributes';
import {
  agencyNameRule,
  DEFAULT_PROJECT,
  descriptionRule,
  enterpriseProjectRule,
  imageIdRule,
  kmsKeyRule,
  LARGEST_RAM,
  nameRule,
  regionRule,
  vaultRule,
} from './rules';
import { TAGS } from './tags';

/** The rows of a type's properties. */
export type Rows = Readonly<Record<string, Property & ImsProperty>>;

const ram = (member: string) => ({
  check: wholeNumber(0, LARGEST_RAM, 'MB'),
  shown: ramOf(member),
  changed: member,
  cleared: true as const,
  empty: 0,
});

/**
 * The properties of every copy of an image: what a template may contain, how the copies and UpdateImage accept it, and how it is read back.
 * Name and description are not sent in the usual way: until the copy is available, the description is the mark of the request.
 */
export const COPY_ROWS: Rows = {
  Region: { check: text(regionRule), shown: (image) => originOf(image).region },
  SourceImageId: { check: text(imageIdRule), shown: (image) => originOf(image).id },
  TargetRegion: { check: text(regionRule), read: ({ ref }) => ref.regionId },
  Name: { check: text(nameRule), shown: textOf('name'), changed: 'name' },
  KmsKeyId: { check: text(kmsKeyRule), shown: textOf('__system__cmkid'), sent: 'cmk_id' },
  EnterpriseProjectId: {
    check: text(enterpriseProjectRule),
    // Without the member, an image is in the default project.
    shown: (image) => textOf('enterprise_project_id')(image) ?? DEFAULT_PROJECT,
    sent: 'enterprise_project_id',
    changed: 'enterprise_project_id',
  },
  AgencyName: { check: text(agencyNameRule), sent: 'agency_name', unread: true },
  VaultId: { check: text(vaultRule), sent: 'vault_id', unread: true },
  MinRam: ram('min_ram'),
  MaxRam: ram('max_ram'),
  Description: {
    check: text(descriptionRule),
    shown: textOf('__description'),
    read: ({ shown }) => unmarked(shown.Description),
    changed: '__description',
    cleared: true,
    empty: '',
  },
  DeleteBackup: { check: flag, ofRemoval: true },
  Timeouts: {},
  ...ATTRIBUTES,
};

/** The tags in the generated class of the type. */
export const tagsRow = tagsRowBy(TAGS);
