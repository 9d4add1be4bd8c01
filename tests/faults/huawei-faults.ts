import {
  AWS_FAULTS,
  answered,
  type CallFaults,
  expired,
  type FaultKind,
  fault,
  STAYS,
  startedOnce,
  usualFaults,
  withdrawn,
} from './faults';

/** Calls that nobody may send twice: IMS knows no token. */
export const STARTS: ReadonlySet<string> = new Set(['CopyImageInRegion', 'CopyImageCrossRegion']);

/** Whose calls an action of a type on Huawei Cloud is one of, and what they can meet. `refused`: a start that IMS refuses as it is. */
export function huaweiFaults(action: string, isRefused = false): CallFaults {
  if (action === AWS_FAULTS.api) return AWS_FAULTS;
  const api = (['KeystoneListProjects', 'AssumeAgency', 'AssumeAgencyWithOIDC'] as const).find((own) => own === action);
  const kinds = FAULTS[api ?? 'IMS'].filter((kind) => kind.action === undefined || kind.action === action);
  const faults: CallFaults = { api: api ?? 'IMS', cloud: "the type's own", kinds };
  return STARTS.has(action) ? startedOnce(faults, isRefused) : faults;
}

/** What the gateway says of a key whose requests it does not take, or takes no longer. */
const keyRefused = (message: string) => ({
  error: { code: 'APIGW.0301', message: `Incorrect IAM authentication information: ${message}` },
});
const BY_RENEWAL = { passes: 'by renewal' } as const;
const WRONG_CLOCK = fault('wrong clock', 'InvalidCredentials', keyRefused('calc ak sk signature fail'), STAYS);

/**
 * A list without anything: it lags behind, or is what those get who may not see images. A namesake may be ours, so that nothing is called
 * absent.
 */
const nothingShown = (action: string, body: object): FaultKind =>
  fault(
    `well-formed but empty ${action}`,
    ['NotFound', 'NotStabilized', 'GeneralServiceException', 'ResourceConflict'],
    answered(JSON.stringify(body)),
    { action, plausible: true },
  );

const FAULTS: Readonly<
  Record<'IMS' | 'KeystoneListProjects' | 'AssumeAgency' | 'AssumeAgencyWithOIDC', readonly FaultKind[]>
> = {
  IMS: [
    ...usualFaults('APIGW.0308', 'IMG.0014'),
    { ...WRONG_CLOCK, ...BY_RENEWAL },
    fault('expired token', 'InvalidCredentials', keyRefused('decrypt token fail'), BY_RENEWAL),
    withdrawn('IMG.0026'),
    nothingShown('ListImages', { images: [] }),
    nothingShown('ListImageByTags', { resources: [], total_count: 0 }),
  ],
  KeystoneListProjects: [
    ...usualFaults('APIGW.0308', 'IAM.0006'),
    { ...WRONG_CLOCK, ...BY_RENEWAL },
    fault('expired token', 'InvalidCredentials', keyRefused('decrypt token fail'), BY_RENEWAL),
    withdrawn('403'),
    fault(
      'well-formed but empty KeystoneListProjects',
      ['InvalidRequest', 'InvalidTypeConfiguration'],
      answered(JSON.stringify({ projects: [] })),
      STAYS,
    ),
  ],
  AssumeAgency: [
    ...usualFaults('APIGW.0308', 'STS5.0001'),
    WRONG_CLOCK,
    fault('expired token', 'InvalidCredentials', keyRefused('decrypt token fail'), STAYS),
    withdrawn('403'),
  ],
  AssumeAgencyWithOIDC: [...usualFaults('APIGW.0308', 'STS5.0001'), expired('401', 401), withdrawn('403')],
};
