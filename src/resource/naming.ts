import { createHash } from 'node:crypto';
import { Failure } from '../failure/failure';

/** The names of images. */
export interface NameForm {
  /** The property that holds the name. */
  readonly property: string;
  /** With what the cloud lets a name begin, and what goes before another one. */
  readonly plain: RegExp;
  readonly prefix: string;
}

/** What a create request is called towards the cloud. */
export interface RequestNames {
  /** The token for the cloud: 64 hexadecimal digits, which do not give the request's own token away. */
  readonly clientToken: string;
  /** The value of the tag that marks the image as this request's: 128 bits tell two requests apart. */
  readonly mark: string;
  /** The mark that version 0.1.0 gave to the image of this request: it may have started it before the type was updated. */
  readonly formerMark: string;
  /** The name of the image where the template gives none. */
  readonly name: string;
}

/**
 * The names that follow from a create request: the same for every repetition of it, others for every other request, and for another
 * resource of the stack too, should both have one token.
 *
 * `scope`: the name of the type; `requestToken`: CloudFormation's client request token; `logicalId`: of the resource, if it has one.
 * @throws Failure InvalidRequest without a token, for then a repetition would make a second image.
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
    // As version 0.1.0 made it, so that its image has the name of ours; the logical ID is in it.
    name: nameOf(logicalId, former, form),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function markOf(hash: string): string {
  return hash.slice(0, 32);
}

/** A name as CloudFormation makes them, of the logical ID and a unique suffix; within the cloud's rules for names. */
function nameOf(logicalId: string, hash: string, { plain, prefix }: NameForm): string {
  const letters = logicalId.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 100);
  return `${plain.test(letters) ? letters : `${prefix}${letters}`}-${hash.slice(0, 12)}`;
}

/** No cloud takes a longer name for a session. */
const LONGEST_SESSION_NAME = 64;

/**
 * What the cloud's audit log calls the sessions of a resource type in an AWS account and region:
 * TF-Alicloud-ImageCopy@123456789012.us-east-1.
 */
export function sessionNameOf(typeName: string, accountId: string | undefined, region: string | undefined): string {
  const owner = [accountId, region].filter(Boolean).join('.');
  const name = `${typeName.replaceAll('::', '-')}${owner && `@${owner}`}`;
  return name.replace(/[^\w.@-]/g, '-').slice(0, LONGEST_SESSION_NAME);
}
