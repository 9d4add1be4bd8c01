import { architectures, bootModes } from '../../account/operating-system';
import { readDescription, readImageName, readResourceGroup, readStartTags } from './new-image';
import type { EcsRequest } from './operation';
import { isImageName } from './rules';

/** The parameters of CreateImage apart from its source. They are valid. A parameter that was not sent is empty. */
export interface ImageOrder {
  readonly regionId: string;
  readonly imageName: string;
  readonly description: string;
  readonly imageFamily: string;
  readonly imageVersion: string;
  readonly platform: string;
  readonly architecture: string;
  readonly bootMode: string;
  readonly imdsSupport: string;
  readonly secureBoot: boolean;
  readonly tags: Map<string, string>;
  readonly resourceGroupId: string;
}

/** The values of Platform (CreateImage documentation). */
const platforms = [
  ...[
    'Aliyun',
    'Anolis',
    'CentOS',
    'Ubuntu',
    'CoreOS',
    'SUSE',
    'Debian',
    'OpenSUSE',
    'FreeBSD',
    'RedHat',
    'Kylin',
    'UOS',
  ],
  ...[
    'Fedora',
    'Fedora CoreOS',
    'CentOS Stream',
    'AlmaLinux',
    'Rocky Linux',
    'Gentoo',
    'Customized Linux',
    'Others Linux',
  ],
  ...[2022, 2019, 2016, 2012, 2008, 2003].map((year) => `Windows Server ${year}`),
] as const;

/** @throws EcsError with the first wrong parameter */
export function readImageOrder(request: EcsRequest): ImageOrder {
  const { parameters } = request;
  const choice = (name: string, allowed: readonly string[], code: string): string => {
    const value = parameters.text(name);
    if (value !== '' && !allowed.includes(value)) throw request.refuse(code);
    return value;
  };
  const regionId = request.region();
  const imageName = readImageName(request, 'ImageName');
  const description = readDescription(request, 'Description');
  const imageFamily = parameters.text('ImageFamily');
  if (imageFamily !== '' && !isImageName(imageFamily)) throw request.refuse('InvalidImageFamily.Malformed');
  choice('DetectionStrategy', ['Standard'], 'InvalidDetectionStrategy');
  const secureBoot = choice(
    'SecureBootOptions.SecureBootSupport',
    ['supported', 'unsupported'],
    'InvalidSecureBootSupport',
  );
  return {
    ...{ regionId, imageName, description, imageFamily },
    imageVersion: readImageVersion(request),
    platform: choice('Platform', platforms, 'InvalidPlatform.Malformed'),
    architecture: choice('Architecture', architectures, 'InvalidArchitecture.Malformed'),
    bootMode: choice('BootMode', bootModes, 'InvalidBootMode.NotSupport'),
    imdsSupport: choice('Features.ImdsSupport', ['v1', 'v2'], 'InvalidParameter.FeaturesImdsSupport'),
    secureBoot: secureBoot === 'supported',
    tags: readStartTags(request),
    resourceGroupId: readResourceGroup(request, 'Forbidden'),
  };
}

/** Documented is only that there is a form. Assumed: 1 to 128 letters, digits and `.:_-`. */
function readImageVersion(request: EcsRequest): string {
  const imageVersion = request.parameters.text('ImageVersion');
  if (!/^[\w.:-]{0,128}$/.test(imageVersion)) throw request.refuse('InvalidImageVersion.Malformed');
  return imageVersion;
}
