import type { ApiRequest, Done } from '../api';

/** ShowImageQuota, with the documented figures for what is not simulated. */
export function showImageQuota({ account, behaviour, project }: ApiRequest): Done {
  const quota = Number.isFinite(behaviour.imageQuota) ? behaviour.imageQuota : -1;
  const used = account.privateImages(project.regionId).length;
  const rows = [
    { type: 'image', used, quota, min: 0, max: -1 },
    { type: 'image_shared', used: 0, quota: 128, min: 0, max: -1 },
    { type: 'image_member', used: 0, quota: 128, min: 0, max: -1 },
  ];
  return { body: { quotas: { resources: rows } } };
}
