import { createHash } from 'node:crypto';
import { Failure } from '../failure/failure';

/** The rules for the names of images. */
export interface NameForm {
  /** The property that contains the name. */
  readonly property: string;
  /** The beginnings of a name that the cloud accepts, and the prefix for a name that begins differently. */
  readonly plain: RegExp;
  readonly prefix: string;
}

/** The names that a create request gets in the cloud. */
export interface RequestNames {
  /** The token for the cloud: 64 hexadecimal digits, which do not reveal the token of the request. */
  readonly clientToken: string;
  /** The value of the tag that marks the image of this request. Its 128 bits distinguish any two requests. */
  readonly mark: string;
  /** The mark that version 0.1.0 gave to the image of this request. That version may have started the image before the type was updated. */
  readonly formerMark: string;
  /** The name of the image if the template does not set one. */
  readonly name: string;
}

/**
 * The names that follow from a create request. They are the same for every repetition of the request, and different for every other
 * request. They also differ for another resource of the stack, even if both have the same token.
 *
 * `scope`: the name of the type; `requestToken`: CloudFormation's client request token; `logicalId`: the logical ID of the resource, if it
 * has one.
 * @throws Failure InvalidRequest without a token: a repetition would create a second image.
 */
export function namesOf(scope: string, form: NameForm, requestToken: string | undefined, logicalId = ''): RequestNames {
  if (!requestToken) {
    throw new Failure(
      'InvalidRequest',
      'The request has no client request token: without it, a retry would create a second image.',
    );
  }
  const hash = sha256(JSON.stringify([scope, 'create', requestToken, logicalId]));
  const former = sha256(`${scope}:create:${requestToken}`);
  return {
    clientToken: hash,
    mark: markOf(hash),
    formerMark: markOf(former),
    // The same name as in version 0.1.0, so that both versions give the image the same name. It includes the logical ID.
    name: nameOf(logicalId, former, form),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function markOf(hash: string): string {
  return hash.slice(0, 32);
}

/** A name like those that CloudFormation generates: the logical ID and a unique suffix, within the cloud's rules for names. */
function nameOf(logicalId: string, hash: string, { plain, prefix }: NameForm): string {
  const letters = logicalId.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 100);
  return `${plain.test(letters) ? letters : `${prefix}${letters}`}-${hash.slice(0, 12)}`;
}

/** The longest session name that all clouds accept, in characters. */
const LONGEST_SESSION_NAME = 64;

/**
 * The name of the sessions of a resource type in the cloud's audit log, with the AWS account and region:
 * TF-Alicloud-ImageCopy@123456789012.us-east-1.
 */
export function sessionNameOf(typeName: string, accountId: string | undefined, region: string | undefined): string {
  const owner = [accountId, region].filter(Boolean).join('.');
  const name = `${typeName.replaceAll('::', '-')}${owner && `@${owner}`}`;
  return name.replace(/[^\w.@-]/g, '-').slice(0, LONGEST_SESSION_NAME);
}
