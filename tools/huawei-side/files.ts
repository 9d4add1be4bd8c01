import { existsSync, readFileSync } from 'node:fs';
import { endpointProblem } from '../../src/calling/endpoint';
import type { AccessKey } from '../../src/keys/access-key';
import { meantFiles } from '../near-files';
import { allProjects } from '../projects';
import { Problem } from './iam';

/** The content of a JSON file. @throws Problem */
export function documentIn(file: string): object {
  try {
    return Object(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (!existsSync(file)) throw new Problem(`${file}: there is no such file${meantFiles(file)}`);
    throw new Problem(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** The parts of a type configuration that are needed to call IAM. */
interface Configuration {
  readonly Credentials?: { readonly AccessKey?: string; readonly SecretKey?: string; readonly SecurityToken?: string };
  readonly Endpoints?: { readonly Iam?: string };
}

/** The endpoint of IAM and the key, from a file with one type configuration, or with one for each type by its name. @throws Problem */
export function configuredIn(file: string): { readonly endpoint: string; readonly key: AccessKey } {
  const document = documentIn(file);
  const ofTypes = allProjects().flatMap(({ typeName, cloud }) =>
    cloud === 'huaweicloud' && typeName in document ? [typeName as keyof typeof document] : [],
  );
  const [first] = ofTypes;
  const { Credentials, Endpoints }: Configuration = first === undefined ? document : document[first];
  const { AccessKey: accessKeyId, SecretKey: accessKeySecret, SecurityToken: securityToken } = Credentials ?? {};
  const endpoint = Endpoints?.Iam;
  if (!accessKeyId || !accessKeySecret || !endpoint || endpointProblem(endpoint) !== undefined)
    throw new Problem(`${file} has no type configuration of Huawei Cloud with Credentials and Endpoints.Iam.`);
  return { endpoint, key: { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) } };
}
