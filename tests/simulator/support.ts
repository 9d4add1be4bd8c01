import { randomUUID } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import XML from '@darabonba/typescript/dist/xml';
import { sign, stringToSign } from '../../simulator/alibaba/http/signature';
import { canonicalRequest, sha256 } from '../../simulator/common/http/canonical-request';
import { type AlibabaOptions, type AlibabaSimulator, startAlibabaSimulator } from '../../simulator/index';
import { running } from '../support/running';

export const HANGZHOU = 'cn-hangzhou';
export const SHANGHAI = 'cn-shanghai';
/** A 40 GiB image of the built-in ones. */
export const GOLDEN = 'm-bp1golden0ubuntu24';
export const ALL_STATUSES = 'Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated';

const simulators = running(startAlibabaSimulator);

/** Starts a simulator whose clock stands still until it is turned; `stopSimulators` ends it. */
export const start = (options: AlibabaOptions = {}): Promise<AlibabaSimulator> => simulators.start(options);
export const stopSimulators = simulators.stop;

/** An image in an answer of DescribeImages, as far as the tests look at it. */
export interface WireImage {
  readonly ImageId: string;
  readonly ImageName: string;
  readonly Description: string;
  readonly Status: string;
  readonly Progress?: string;
  readonly Usable: boolean;
  readonly ResourceGroupId: string;
  readonly DiskDeviceMappings: { readonly DiskDeviceMapping: readonly WireDisk[] };
  readonly Tags: { readonly Tag: readonly { readonly TagKey: string; readonly TagValue: string }[] };
}

export interface WireDisk {
  readonly SnapshotId: string;
  readonly Progress?: string;
  readonly RemainTime?: number;
  readonly Encrypted: boolean;
}

/** The fields of all answers together; which of them are there depends on the action. */
export interface Body {
  readonly RequestId: string;
  readonly Code?: string;
  readonly Message: string;
  readonly ImageId: string;
  readonly PageNumber: number;
  readonly PageSize: number;
  readonly TotalCount: number;
  readonly Images: { readonly Image: readonly WireImage[] };
  readonly NextToken: string;
  readonly TagResources: { readonly TagResource: readonly { readonly ResourceId: string; readonly TagKey: string }[] };
  readonly Regions: { readonly Region: readonly object[] };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** From JSON or, by the vendor's parser, from XML, whose values are all texts; empty if the answer is neither. */
  readonly body: Body;
}

/** What of a request is not as usual; headers that are undefined are left out. */
export interface RawOptions {
  readonly method?: string;
  readonly path?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly key?: { readonly AccessKeyId: string; readonly AccessKeySecret: string; readonly SecurityToken?: string };
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Names of headers that are not signed. */
  readonly unsigned?: readonly string[];
  /** Put over the headers after signing. */
  readonly afterSigning?: Readonly<Record<string, string | undefined>>;
}

/** Sends one signed request without the SDK. */
export async function raw(
  simulator: Pick<AlibabaSimulator, 'url' | 'accessKey'>,
  action: string,
  parameters: Readonly<Record<string, string | number | boolean>> = {},
  { method = 'POST', path = '/', form, key = simulator.accessKey, headers = {}, ...more }: RawOptions = {},
): Promise<RawAnswer> {
  const query = Object.entries(parameters).map(([name, value]) => [name, String(value)] as const);
  const search = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const body = Buffer.from(form ? new URLSearchParams(form).toString() : '');
  const all = {
    host: new URL(simulator.url).host,
    'x-acs-action': action,
    'x-acs-version': '2014-05-26',
    'x-acs-date': `${new Date().toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-content-sha256': sha256(body),
    'x-acs-security-token': 'SecurityToken' in key ? key.SecurityToken : undefined,
    'content-type': form ? 'application/x-www-form-urlencoded' : undefined,
    ...headers,
  };
  const present = withoutUndefined(all);
  const { unsigned = [], afterSigning = {} } = more;
  const signedHeaders = Object.keys(present)
    .filter((name) => !unsigned.includes(name))
    .sort();
  const canonical = canonicalRequest({ method, path: '/', query, headers: present, body }, signedHeaders);
  const signature = sign(key.AccessKeySecret, stringToSign(canonical));
  const authorization = `ACS3-HMAC-SHA256 Credential=${key.AccessKeyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
  const sent = withoutUndefined({ ...present, authorization, ...afterSigning });
  return send(simulator.url, method, search === '' ? path : `${path}?${search}`, sent, body);
}

/** A record without its undefined values. */
export function withoutUndefined(record: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Sends anything at all. */
export function send(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Buffer = Buffer.alloc(0),
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parse(text) });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

function rootOf(document: Readonly<Record<string, Body>>): Body {
  return Object.values(document)[0] ?? JSON.parse('{}');
}

function parse(text: string): Body {
  try {
    return text.startsWith('<?xml') ? rootOf(XML.parseXml(text, undefined)) : JSON.parse(text);
  } catch {
    return JSON.parse('{}');
  }
}

/** Copies the golden image to Shanghai and returns the id of the copy. */
export async function copyGolden(
  simulator: AlibabaSimulator,
  parameters: Readonly<Record<string, string | number | boolean>> = {},
): Promise<string> {
  const { body } = await raw(simulator, 'CopyImage', {
    RegionId: HANGZHOU,
    ImageId: GOLDEN,
    DestinationRegionId: SHANGHAI,
    ...parameters,
  });
  if (typeof body.ImageId !== 'string') throw new Error(`CopyImage: ${JSON.stringify(body)}`);
  return body.ImageId;
}

/** Cancels a copy in Shanghai; the outcome of the answer. */
export async function cancelCopy(simulator: AlibabaSimulator, imageId: string): Promise<string> {
  return outcome(await raw(simulator, 'CancelCopyImage', { RegionId: SHANGHAI, ImageId: imageId }));
}

/** DescribeImages for one image in Shanghai, in whatever state. */
export async function describe1(simulator: AlibabaSimulator, imageId: string, regionId = SHANGHAI): Promise<WireImage> {
  const { body } = await raw(simulator, 'DescribeImages', {
    RegionId: regionId,
    ImageId: imageId,
    Status: ALL_STATUSES,
  });
  const [image] = body.Images.Image;
  if (!image) throw new Error(`DescribeImages does not show ${imageId}`);
  return image;
}

/** Status and code of an answer, for comparisons in one line. */
export function outcome({ status, body }: RawAnswer): string {
  return body.Code === undefined ? String(status) : `${status} ${body.Code}`;
}

export const minutes = (count: number): number => count * 60_000;
export const seconds = (count: number): number => count * 1000;
