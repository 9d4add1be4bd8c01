import { isoSeconds } from '../../../common/time';
import { ACCOUNT_ID } from '../../account/account';
import type { ImageRecord } from '../../account/image';
import type { EcsRequest, Operation } from './operation';
import { numberedPage } from './paging';

/** The most accounts that one call adds or removes. Further ones are ignored (ModifyImageSharePermission documentation). */
const ACCOUNTS_PER_CALL = 10;
/** The most accounts with which an image is shared. */
const ACCOUNTS_PER_IMAGE = 50;
/** An account exists if its ID has this form: nothing else is known here about other accounts. */
const ACCOUNT = /^\d{6,20}$/;

/** DescribeImageSharePermission: a page of the accounts with which an own image is shared. */
export const describeImageSharePermission: Operation = (request) => {
  const { regionId, image } = sharedImage(request);
  const accounts = [...image.sharedWith].map(([AliyunId, at]) => ({ AliyunId, SharedTime: isoSeconds(at) }));
  const rules = { byDefault: 10, max: 100, code: (parameter: string) => `Invalid${parameter}` };
  const { items, fields } = numberedPage(request, accounts, rules);
  return {
    ...fields,
    RegionId: regionId,
    ImageId: image.imageId,
    Accounts: { Account: items },
    ShareGroups: { ShareGroup: image.isPublic ? [{ Group: 'all' }] : [] },
  };
};

/** ModifyImageSharePermission: it shares an own image with accounts or with everybody, or ends this. */
export const modifyImageSharePermission: Operation = (request) => {
  const { parameters, now } = request;
  const { image } = sharedImage(request);
  const added = accountsOf(request, 'AddAccount');
  const removed = accountsOf(request, 'RemoveAccount');
  const isPublic = parameters.flag('IsPublic');
  if (image.status !== 'Available') throw request.refuse('IncorrectImageStatus');
  // An encrypted image can be shared only if its key belongs to the account, and never with everybody.
  const cannotBeShared = isPublic === true || (added.length > 0 && image.kmsKeyId === '');
  if (image.encrypted && cannotBeShared) throw request.refuse('OperationDeined.EncryptedSnapshot');
  const sharedWith = new Map(image.sharedWith);
  for (const account of removed) sharedWith.delete(account);
  for (const account of added) sharedWith.set(account, sharedWith.get(account) ?? now);
  if (sharedWith.size > ACCOUNTS_PER_IMAGE) throw request.refuse('QuotaExceed.ShareImageUser');
  request.endDryRun();
  image.sharedWith = sharedWith;
  image.isPublic = isPublic ?? image.isPublic;
  return {};
};

function accountsOf(request: EcsRequest, parameter: string): string[] {
  const accounts = request.parameters.list(parameter).slice(0, ACCOUNTS_PER_CALL);
  for (const account of accounts) {
    if (account === String(ACCOUNT_ID)) throw request.refuse('InvalidAccount.Forbbiden');
    if (!ACCOUNT.test(account)) throw request.refuse('InvalidAccount.NotFound');
  }
  return accounts;
}

function sharedImage(request: EcsRequest): { readonly regionId: string; readonly image: ImageRecord } {
  request.named('RegionId');
  request.named('ImageId');
  const regionId = request.region();
  return { regionId, image: request.ownImage(regionId) };
}
