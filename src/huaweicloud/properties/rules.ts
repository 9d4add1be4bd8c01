import { REQUEST_PREFIX } from '../../life/placeholder';
import { characters, first, matches, notBeginning, type Rule } from '../../resource/rules';
import { isHandle, isUuid } from '../handles';

/**
 * A region. The list of regions grows, and other clouds of the family have their own regions, so only the form is checked. A sub-project
 * has the name `<region>_<name>`, but a copy to another region goes to the project that has the name of the region.
 */
export const regionRule: Rule = first(
  matches(/^[^_]*$/, 'must be a region ID such as cn-north-4, not the name of a sub-project'),
  matches(/^[a-z]{2,3}(-[a-z0-9]{1,16}){1,5}$/, 'must be a region ID such as cn-north-4'),
);

/** The ID of an image. */
export const imageIdRule: Rule = (text) =>
  isUuid(text) ? undefined : 'must be an image ID such as 7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';

/** The part of an identifier after the region. */
export const handleRule: Rule = (text) =>
  isHandle(text) ? undefined : 'must be the ID of a job, a request or an image';

/** Source: "Copying an Image Within a Region" and "Cross-Region Copy", parameter name. */
export const nameRule: Rule = first(
  characters(1, 128),
  matches(/^(?! ).*(?<! )$/s, 'must not begin or end with a space'),
  matches(
    /^[\w. \u4e00-\u9fff-]+$/,
    'must consist of Chinese or English letters, digits, underscores, hyphens, periods and spaces',
  ),
);

/** Source: the same pages, parameter description. `tfcfn-request-` is reserved for the mark of an image that is being created. */
export const descriptionRule: Rule = first(
  characters(1, 1024),
  matches(/^[^<>\r\n]*$/, 'must not contain < or > or line breaks'),
  notBeginning(REQUEST_PREFIX),
);

const ID = /^[A-Za-z0-9-]{1,64}$/;
/** The ID of a key or a vault is a UUID. The services decide which other forms are valid. */
export const kmsKeyRule: Rule = matches(
  ID,
  'must be a key ID such as 0b1f3c1e-7d3b-4f5e-9c7a-2f6d8e9a0b11, not an alias',
);
export const vaultRule: Rule = matches(ID, 'must be a vault ID such as 1c6b0c5a-2c1d-4e77-a3a1-52c9f7a4b0e4');

/** The default enterprise project, which every image without another one belongs to. */
export const DEFAULT_PROJECT = '0';

/** Source: "Updating Image Information": 0 is the default project. `all_granted_eps` means several, and no image is in several. */
export const enterpriseProjectRule: Rule = matches(
  /^(?:0|[A-Za-z0-9-]{32,36})$/,
  'must be an enterprise project ID such as 5f8bd1c4-0f4a-4d39-9b0a-3b2f1a7c6d10, or 0 for the default one',
);

/** It is a name, not a URN, because the agency is in the account that copies. */
export const agencyNameRule: Rule = first(
  characters(1, 64),
  matches(/^[^:/\n\r\t]*$/u, 'must be the name of an agency, not a URN'),
);

/** The largest limit of memory in MB. No page of the vendor names one, so it is what every client can represent. */
export const LARGEST_RAM = 2_147_483_647;
