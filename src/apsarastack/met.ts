import { field, text } from '../calling/told';
import { REQUEST_KEY } from '../life/tags';
import { type GatewayAnswer, GatewayError } from './answers';
import { isNotOffered } from './gateway-errors';

/** Which variants a call met, for the log: releases and deployments differ, and no document says how. */
export type Met = Readonly<Record<string, string>>;

const CANCELLING = 'CancelCopyImage';

/** What an answer shows about its gateway. */
export function metIn(action: string, { body, shape, trace }: GatewayAnswer): Met {
  return {
    answer: shape,
    ...(trace !== undefined && { eagleEyeTraceId: trace }),
    ...(action === CANCELLING && { cancel: 'offered' }),
    ...(action === 'DescribeImages' && ofImages(body)),
  };
}

/** What an error shows about its gateway. */
export function metInError(action: string, error: unknown): Met {
  if (!(error instanceof GatewayError)) return {};
  const { code, shape } = error;
  const cancel = isNotOffered(code) ? `not offered: ${text(code)}` : 'offered';
  return { answer: shape, ...(action === CANCELLING && { cancel }) };
}

/**
 * What a list of images shows: whether its images have Usable and Encrypted, and whether any has our tag. The first list that shows a new
 * image proves whether its start set the tags, because no other call has set tags at that time.
 */
function ofImages(body: unknown): Met {
  const entries: unknown = field(field(body, 'Images'), 'Image');
  if (!Array.isArray(entries) || entries.length === 0) return {};
  const some = (told: (entry: unknown) => boolean): boolean => entries.some(told);
  return {
    Usable: some((entry) => field(entry, 'Usable') !== undefined) ? 'shown' : 'not shown',
    Encrypted: some((entry) => listIn(entry, 'DiskDeviceMappings', 'DiskDeviceMapping').some(saysEncrypted))
      ? 'shown'
      : 'not shown',
    tag: some((entry) => listIn(entry, 'Tags', 'Tag').some(isOurs)) ? 'there' : 'not there',
  };
}

function listIn(entry: unknown, list: string, name: string): readonly unknown[] {
  const entries: unknown = field(field(entry, list), name);
  return Array.isArray(entries) ? entries : [];
}

const saysEncrypted = (disk: unknown): boolean => field(disk, 'Encrypted') !== undefined;
const isOurs = (tag: unknown): boolean => field(tag, 'TagKey') === REQUEST_KEY;
