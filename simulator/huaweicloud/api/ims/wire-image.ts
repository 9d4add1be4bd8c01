import { isoSeconds } from '../../../common/time';
import type { Behaviour } from '../../account/behaviour';
import { type ImageRecord, type ImageType, isInTheMaking } from '../../account/image';

const VISIBILITY: Readonly<Record<ImageType, string>> = {
  private: 'private',
  gold: 'public',
  shared: 'shared',
  market: 'public',
};

/** Members that are not shown while a copy is creating the image. */
const KNOWN_AT_THE_END: ReadonlySet<string> = new Set(['__image_size', '__root_origin']);

/**
 * An image in the form of lists and details ("Querying Images", attribute table and samples): `max_ram` and the sizes of files are texts,
 * `min_ram` and `min_disk` are numbers, values that were never set are absent.
 */
export function wireImage(image: ImageRecord, behaviour: Readonly<Behaviour>): Readonly<Record<string, unknown>> {
  const { imageId, createdAt, updatedAt, activeAt, tags } = image;
  const self = `/v2/images/${imageId}`;
  return {
    schema: '/v2/schemas/image',
    id: imageId,
    name: image.name,
    status: image.status,
    owner: image.owner,
    visibility: VISIBILITY[image.imageType],
    __imagetype: image.imageType,
    protected: image.protected,
    min_disk: image.minDisk,
    min_ram: image.minRam,
    size: isInTheMaking(image) ? null : 0,
    virtual_size: null,
    self,
    file: `${self}/file`,
    tags: behaviour.legacyTags === 'shown' ? [...tags].map(([key, value]) => `${key}.${value}`) : [],
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(updatedAt),
    ...(activeAt === undefined ? {} : { active_at: isoSeconds(activeAt) }),
    ...shownProject(image, behaviour),
    __backup_id: image.backupId,
    ...(image.kmsKeyId === '' ? {} : { __system__cmkid: image.kmsKeyId }),
    ...shownMembers(image, behaviour),
  };
}

function shownProject({ enterpriseProjectId }: ImageRecord, { defaultEnterpriseProject }: Readonly<Behaviour>): object {
  if (enterpriseProjectId !== '0' || defaultEnterpriseProject === 'shown')
    return { enterprise_project_id: enterpriseProjectId };
  return defaultEnterpriseProject === 'empty' ? { enterprise_project_id: null } : {};
}

function shownMembers(image: ImageRecord, behaviour: Readonly<Behaviour>): Readonly<Record<string, string | null>> {
  const making = isInTheMaking(image);
  const shown = [...image.members].filter(
    ([name]) =>
      !(making && KNOWN_AT_THE_END.has(name)) && (behaviour.ownAttributes === 'shown' || !isOwnAttribute(name)),
  );
  return { ...Object.fromEntries(shown), ...(making ? { __isregistered: 'false' } : {}) };
}

/** The members of the service that do not begin with `__`. All other such members are attributes of users. */
const SERVICE_MEMBERS: ReadonlySet<string> = new Set([
  ...['container_format', 'disk_format', 'virtual_env_type', 'os_shutdown_timeout', 'max_ram', 'architecture'],
  ...['hw_firmware_type', 'hw_vif_multiqueue_enabled', 'checksum'],
]);

/** Whether a member is an attribute that a user has added. */
export function isOwnAttribute(name: string): boolean {
  return !name.startsWith('__') && !SERVICE_MEMBERS.has(name);
}
