const LIBRARY = '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';

/**
 * What each room may import: rooms and packages. It is said here and nowhere else. A room is a folder or a file, and a file is in the one
 * with the longest name that its path begins with; within a room everything may know everything else. What is in no room (tests, bench,
 * scripts, constructs) imports whatever it needs.
 */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  // How to take what came from elsewhere: every part may know it.
  untrusted: [],

  // The product.
  'src/failure': [],
  'src/calling': ['src/failure', 'untrusted'],
  'src/keys': ['src/calling', 'src/failure'],
  'src/life': ['src/failure'],
  'src/cloudformation': ['src/failure', 'untrusted', LIBRARY, 'class-transformer'],
  'src/resource': ['src/life', 'src/keys', 'src/calling', 'src/failure', 'src/cloudformation', LIBRARY],
  'src/alibaba': [
    'src/life',
    'src/keys',
    'src/calling',
    'src/failure',
    'untrusted',
    '@alicloud/credentials',
    '@alicloud/ecs20140526',
    '@alicloud/openapi-core',
    '@darabonba/typescript',
  ],
  // What the types on Alibaba Cloud have in common.
  'src/alibaba/properties': [
    'src/alibaba',
    'src/resource',
    'src/life',
    'src/calling',
    LIBRARY,
    '@alicloud/ecs20140526',
  ],
  // Apsara Stack: the same ECS behind a gateway of its own.
  'src/apsarastack': [
    'src/alibaba',
    'src/life',
    'src/keys',
    'src/calling',
    'src/failure',
    'untrusted',
    '@darabonba/typescript',
  ],
  // What the types on Apsara Stack have in common.
  'src/apsarastack/properties': ['src/apsarastack', 'src/alibaba/properties', 'src/resource', 'src/calling', LIBRARY],
  // Huawei Cloud: IMS, IAM and STS.
  'src/huaweicloud': ['src/life', 'src/keys', 'src/calling', 'src/failure', 'untrusted'],
  // What the types on Huawei Cloud have in common.
  'src/huaweicloud/properties': ['src/huaweicloud', 'src/resource', 'src/life', 'src/keys', LIBRARY],
  'src/models.ts': [LIBRARY, 'class-transformer'],
  'src/properties': [
    'src/models.ts',
    'src/resource',
    'src/alibaba',
    'src/alibaba/properties',
    'src/apsarastack/properties',
    'src/huaweicloud',
    'src/huaweicloud/properties',
    'src/life',
    'src/calling',
    '@alicloud/ecs20140526',
  ],
  'src/handlers.ts': [
    'src/properties',
    'src/models.ts',
    'src/resource',
    'src/alibaba',
    'src/alibaba/properties',
    'src/apsarastack',
    'src/apsarastack/properties',
    'src/huaweicloud',
    'src/huaweicloud/properties',
    'src/failure',
    'schema.json',
  ],

  // The simulators imitate the clouds, not our code.
  'simulator/common': ['untrusted', 'tools/near-files.ts', 'jsonwebtoken', 'node-forge'],
  'simulator/alibaba/account': ['simulator/common', 'untrusted'],
  'simulator/alibaba/api': ['simulator/alibaba/account', 'simulator/common'],
  'simulator/alibaba/http': ['simulator/alibaba/api', 'simulator/alibaba/account', 'simulator/common'],
  'simulator/alibaba': [
    'simulator/alibaba/http',
    'simulator/alibaba/api',
    'simulator/alibaba/account',
    'simulator/common',
  ],
  'simulator/apsarastack': [
    'simulator/alibaba/http',
    'simulator/alibaba/api',
    'simulator/alibaba/account',
    'simulator/common',
  ],
  'simulator/huaweicloud/account': ['simulator/common'],
  'simulator/huaweicloud/api': ['simulator/huaweicloud/account', 'simulator/common'],
  'simulator/huaweicloud/http': ['simulator/huaweicloud/api', 'simulator/huaweicloud/account', 'simulator/common'],
  'simulator/huaweicloud': [
    'simulator/huaweicloud/http',
    'simulator/huaweicloud/api',
    'simulator/huaweicloud/account',
    'simulator/common',
    'untrusted',
  ],
  'simulator/aws-sts': ['simulator/common', 'jsonwebtoken'],
  simulator: [
    'simulator/alibaba',
    'simulator/alibaba/http',
    'simulator/alibaba/api',
    'simulator/alibaba/account',
    'simulator/apsarastack',
    'simulator/huaweicloud',
    'simulator/huaweicloud/http',
    'simulator/huaweicloud/account',
    'simulator/aws-sts',
    'simulator/common',
    'untrusted',
    'tools/called-from.ts',
    'tools/command-line.ts',
    'tools/projects.ts',
    'commander',
  ],

  // The local stack drives the built entrypoint, and knows of the simulators what anybody may know.
  local: [
    'local/java-pattern',
    'simulator/index.ts',
    'untrusted',
    'tools/called-from.ts',
    'tools/command-line.ts',
    'tools/near-files.ts',
    'tools/projects.ts',
    'tools/suggestion.ts',
    'cli-truncate',
    'commander',
    'log-update',
    'picocolors',
    'string-width',
    'yaml',
  ],
  'local/java-pattern': [],
};

/** Rooms that know no cloud and no type, in words either, with what only one of them may say. */
export const NEUTRAL = ['src/failure', 'src/calling', 'src/keys', 'src/life', 'src/resource', 'src/cloudformation'];

/** Words of one cloud or one type: its names, its limits, its identifiers. */
export const FOREIGN_WORDS =
  /\bECS\b|\becs:|\bOSS\b|Alibaba|[Aa]liyun|\bacs:|OperationDenied|InvalidImageId|DescribeImages|CopyImage|DeleteImage|\bRAM\b|Huawei|\bIMS\b|Apsara|\bimageId\b|tfcfnid|\b20 tags\b|[Kk]msKeyId|\b[Cc]op(?:y|ies|ying)\b/;

/** Words that several clouds share for one kind of image, as data for their messages. */
export const SHARED_WORDS = 'src/life/copy-words.ts';

/** The project of a type other than the root's, of a file in it. */
export const SIBLING = /^types\/[^/]+\//;

/** The room of a file, or of what is imported by a name without its ending. The project of a type has the rooms that the root's has. */
export function roomOf(place: string): string | undefined {
  const name = place.replace(SIBLING, '');
  const isIn = (room: string): boolean => name === room || `${name}.ts` === room || name.startsWith(`${room}/`);
  return Object.keys(ROOMS)
    .filter(isIn)
    .sort((a, b) => b.length - a.length)[0];
}

/** What belongs to one type alone. */
export const OWN = /^(src\/(handlers|models|properties)|schema\.json)/;
