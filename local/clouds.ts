import { allProjects } from '../tools/projects';

/** What the local stack knows about a cloud, and where its types have important properties. To add a cloud, add a row. */
export interface CloudFacts {
  /** The usual name of the cloud. */
  readonly title: string;
  /** The property of a type configuration with the region of resources that do not name one. */
  readonly defaultRegion: string;
  /** The member of `Endpoints` in a type configuration with the address of the image service. */
  readonly endpoint: string;
  /** The members of `Endpoints` for the services that handlers with their own key call; a session needs `Sts` too. */
  readonly services: readonly string[];
  /** The option of `npm run simulator` for the port of the cloud. */
  readonly simulatorPort: string;
  /** The option of `deploy` and `npm run simulator` for a file with the initial contents of the simulator. */
  readonly imagesOption: string;
  /** What such a file may contain in addition to images. */
  readonly besideImages: string;
  /**
   * The property of a type configuration for handlers that sign in with a token of AWS STS instead of a key; `undefined` if not supported.
   */
  readonly webIdentity?: string;
  /** The properties that distinguish resources for a reader. A type has those that are in its schema. */
  readonly telling: readonly string[];
  /** The error code in an event if another image has the name; `undefined` if names need not be unique. */
  readonly nameTaken?: string;
  /** An example of an identifier. */
  readonly identifier: string;
  /** Examples of the initial contents of its simulator, after "has an account of its own, for example with". */
  readonly samples: string;
}

/** ECS, of any operator. */
const ECS: Pick<CloudFacts, 'defaultRegion' | 'endpoint' | 'services' | 'telling'> = {
  defaultRegion: 'RegionId',
  endpoint: 'Ecs',
  services: ['Ecs'],
  telling: ['ImageName', 'Status', 'CreationTime', 'SourceRegionId', 'SourceImageId', 'InstanceId', 'SnapshotId'],
};

const SOURCES = 'KMS keys, instances and snapshots';

/** The clouds by their names in the list of types, in the order in which they are listed. */
export const CLOUDS: Readonly<Record<string, CloudFacts>> = {
  alibaba: {
    ...ECS,
    title: 'Alibaba Cloud',
    simulatorPort: '--port',
    imagesOption: '--images',
    besideImages: SOURCES,
    webIdentity: 'AssumeRoleWithOIDC',
    nameTaken: 'InvalidImageName.Duplicated',
    identifier: 'cn-shanghai/m-uf66871ape',
    samples: 'image m-bp1golden0ubuntu24 in cn-hangzhou and KMS key key-sha00example in cn-shanghai',
  },
  apsarastack: {
    ...ECS,
    title: 'Apsara Stack',
    simulatorPort: '--apsarastack-port',
    imagesOption: '--apsarastack-images',
    besideImages: SOURCES,
    // The handlers search for the name before they start anything.
    nameTaken: 'AlreadyExists',
    identifier: 'cn-qingdao-env17-d01/m-9e33uwyicnt4',
    samples: 'image m-env30golden0ubuntu in cn-x-env30-d01',
  },
  huaweicloud: {
    title: 'Huawei Cloud',
    simulatorPort: '--huaweicloud-port',
    imagesOption: '--huaweicloud-images',
    besideImages: 'keys, vaults, agencies and enterprise projects',
    defaultRegion: 'Region',
    endpoint: 'Ims',
    services: ['Ims', 'Iam'],
    webIdentity: 'AssumeAgencyWithOIDC',
    telling: ['Name', 'Id', 'Status', 'CreatedAt', 'Region', 'SourceImageId'],
    identifier: 'cn-east-3/7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c',
    samples: 'image 7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c in cn-north-4 and agency ims_copy_agency',
  },
};

/** The usual names of the clouds whose types need no key. */
export const KEYLESS_CLOUDS: readonly string[] = Object.values(CLOUDS).flatMap(({ webIdentity, title }) =>
  webIdentity === undefined ? [] : [title],
);

/** The clouds of the known types, by the names of the types. */
const BY_TYPE: ReadonlyMap<string, string> = new Map(allProjects().map(({ typeName, cloud }) => [typeName, cloud]));

/**
 * The name of the cloud of a type. For an unknown type, which an older stack may still have, it is found by the second part of the type's
 * name, which types of one cloud share.
 */
export function cloudOf(typeName: string): string {
  const part = (name: string): string | undefined => name.split('::')[1];
  const relative = [...BY_TYPE].find(([name]) => part(name) === part(typeName));
  return BY_TYPE.get(typeName) ?? relative?.[1] ?? part(typeName) ?? typeName;
}

/** What is known about a cloud; `undefined` for the cloud of an unknown type. */
export function factsOf(cloudName: string): CloudFacts | undefined {
  return Object.hasOwn(CLOUDS, cloudName) ? CLOUDS[cloudName] : undefined;
}

/** The usual name of a cloud. */
export function titleOf(cloudName: string): string {
  return factsOf(cloudName)?.title ?? cloudName;
}

/** The names of the clouds of types, each once, in the usual order of clouds. */
export function cloudsOf(typeNames: Iterable<string>): readonly string[] {
  const used = new Set([...typeNames].map(cloudOf));
  const known = Object.keys(CLOUDS).filter((name) => used.has(name));
  return [...known, ...[...used].filter((name) => !known.includes(name))];
}

/** Things in a sentence: `a`, `a and b`, `a, b and c`. */
export function inWords(things: readonly string[]): string {
  const last = things.at(-1) ?? '';
  return things.length < 2 ? last : `${things.slice(0, -1).join(', ')} and ${last}`;
}
