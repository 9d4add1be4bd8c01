import { allProjects } from '../tools/projects';

/** What the local stack says of a cloud, and where its types and their configurations have what people look for. Another cloud is a row. */
export interface CloudFacts {
  /** What people call it. */
  readonly title: string;
  /** The property of a type configuration that names the region where a resource is that names none. */
  readonly defaultRegion: string;
  /** The member of `Endpoints` in a type configuration that says where the images are. */
  readonly endpoint: string;
  /** The members of `Endpoints` that name whom handlers with a key of their own call; a session needs `Sts`, too. */
  readonly services: readonly string[];
  /** The option of `npm run simulator` that says at which port the cloud is served. */
  readonly simulatorPort: string;
  /** The option of `deploy`, and of `npm run simulator`, that names a file with what its simulator has at the start. */
  readonly imagesOption: string;
  /** What such a file may hold in addition to images. */
  readonly besideImages: string;
  /**
   * The property of a type configuration by which handlers without a key come in with a token of AWS STS; undefined: there is no such way.
   */
  readonly webIdentity?: string;
  /** The properties that tell a person which resource is which; of a type, those that its schema has. */
  readonly telling: readonly string[];
  /** The code that an event shows where another image has the name; undefined: names may be the same. */
  readonly nameTaken?: string;
  /** An identifier, as an example. */
  readonly identifier: string;
  /** What its simulator has at the start, as examples, after "has an account of its own, for example with". */
  readonly samples: string;
}

/** ECS, whoever runs it. */
const ECS: Pick<CloudFacts, 'defaultRegion' | 'endpoint' | 'services' | 'telling'> = {
  defaultRegion: 'RegionId',
  endpoint: 'Ecs',
  services: ['Ecs'],
  telling: ['ImageName', 'Status', 'CreationTime', 'SourceRegionId', 'SourceImageId', 'InstanceId', 'SnapshotId'],
};

const SOURCES = 'KMS keys, instances and snapshots';

/** The clouds by the names that the list of types gives them, in the order in which they are told. */
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
    // The handlers look for the name before they start anything.
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

/** What people call the clouds whose types need no key. */
export const KEYLESS_CLOUDS: readonly string[] = Object.values(CLOUDS).flatMap(({ webIdentity, title }) =>
  webIdentity === undefined ? [] : [title],
);

/** The clouds of the types that are known, by the types' names. */
const BY_TYPE: ReadonlyMap<string, string> = new Map(allProjects().map(({ typeName, cloud }) => [typeName, cloud]));

/**
 * The name of the cloud that a type works on. Of a type that is not known, as one that an older stack still has, the second part of the
 * type's name tells it: then types of one cloud share that part.
 */
export function cloudOf(typeName: string): string {
  const part = (name: string): string | undefined => name.split('::')[1];
  const relative = [...BY_TYPE].find(([name]) => part(name) === part(typeName));
  return BY_TYPE.get(typeName) ?? relative?.[1] ?? part(typeName) ?? typeName;
}

/** What is known of a cloud; undefined: nothing, it is the cloud of a type that is not known. */
export function factsOf(cloudName: string): CloudFacts | undefined {
  return Object.hasOwn(CLOUDS, cloudName) ? CLOUDS[cloudName] : undefined;
}

/** What people call a cloud. */
export function titleOf(cloudName: string): string {
  return factsOf(cloudName)?.title ?? cloudName;
}

/** The names of the clouds of types, each once, in the order in which clouds are told. */
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
