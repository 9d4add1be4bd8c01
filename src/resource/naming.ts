import { createHash } from 'node:crypto';
import { Failure } from '../failure/failure';

/** What a create request is called towards the cloud. */
export interface RequestNames {
  /** The ClientToken of CopyImage: 64 hexadecimal digits, as long as ECS allows, and it does not give the request's own token away. */
  readonly clientToken: string;
  /** The value of the tag that marks the copy as this request's: 128 bits tell two requests apart. */
  readonly mark: string;
  /** The mark that version 0.1.0 gave to the copy of this request: it may have started it before the type was updated. */
  readonly formerMark: string;
  /** The name of the copy where the template gives none. */
  readonly imageName: string;
}

/**
 * The names that follow from a create request: the same for every repetition of it, others for every other request, and for another
 * resource of the stack too, should both have one token.
 *
 * `scope`: the name of the type; `requestToken`: CloudFormation's client request token; `logicalId`: of the resource, if it has one.
 * @throws Failure InvalidRequest without a token, for then a repetition would copy the image again.
 */
export function namesOf(scope: string, requestToken: string | undefined, logicalId = ''): RequestNames {
  if (!requestToken) {
    throw new Failure(
      'InvalidRequest',
      'The request has no client request token: without it a repetition would copy the image again.',
    );
  }
  const hash = sha256(JSON.stringify([scope, 'create', requestToken, logicalId]));
  const former = sha256(`${scope}:create:${requestToken}`);
  return {
    clientToken: hash,
    mark: markOf(hash),
    formerMark: markOf(former),
    // As version 0.1.0 made it, so that its copy has the name of ours; the logical ID is in it.
    imageName: imageName(logicalId, former),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function markOf(hash: string): string {
  return hash.slice(0, 32);
}

/** A name as CloudFormation makes them, of the logical ID and something unique; within ECS's rules for names. */
function imageName(logicalId: string, hash: string): string {
  const letters = logicalId.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 100);
  const plain = /^(?!aliyun)[a-z]/i.test(letters) ? letters : `copy-${letters}`;
  return `${plain}-${hash.slice(0, 12)}`;
}

/** RoleSessionName of AssumeRole: 2 to 64 characters. */
const LONGEST_SESSION_NAME = 64;

/** What ActionTrail calls the sessions of a resource type in an AWS account and region: TF-Alicloud-ImageCopy@123456789012.us-east-1. */
export function sessionNameOf(typeName: string, accountId: string | undefined, region: string | undefined): string {
  const owner = [accountId, region].filter(Boolean).join('.');
  const name = `${typeName.replaceAll('::', '-')}${owner && `@${owner}`}`;
  return name.replace(/[^\w.@-]/g, '-').slice(0, LONGEST_SESSION_NAME);
}
