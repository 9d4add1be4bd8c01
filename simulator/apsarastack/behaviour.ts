import { type Behaviour, defaultBehaviour } from '../alibaba/account/behaviour';
import type { SignatureMethod } from '../common/http/parameter-signature';

/** The two kinds of gateway: one host for each product, or one for all of them under a path. */
export type GatewayForm = 'POP' | 'ASAPI';

/**
 * How an answer is laid out. `POP` is ECS's own; `ASAPI_ERROR` has errorCode, errorMessage and errorTitle; `ASAPI_FLAGS` an ordinary answer
 * with asapiSuccess; `ASAPI_V4` the fields of a refusal in an audit log of that gateway; `ASCM` code, message and data; `RESELLER`
 * resultCode, resultMsg and result.
 */
export const answerShapes = ['POP', 'ASAPI_ERROR', 'ASAPI_FLAGS', 'ASAPI_V4', 'ASCM', 'RESELLER'] as const;
export type AnswerShape = (typeof answerShapes)[number];

/** A header that a gateway may insist on. */
export type RequiredHeader =
  | 'x-acs-regionid'
  | 'x-acs-organizationid'
  | 'x-acs-resourcegroupid'
  | 'x-acs-caller-sdk-source';

/** Everything about the gateways that a test or a user can choose, from the next request on. No release is documented in all of it. */
export interface GatewayBehaviour {
  /** The forms that are served; releases from 3.18.1 on do not show the ASAPI gateway outside. */
  forms: readonly GatewayForm[];
  /** The paths of the ASAPI gateway. The POP gateway has none. */
  asapiPaths: readonly string[];
  /** Whether each gateway serves all regions, or its own one and answers InvalidRegionId.NotFound for others. */
  gateways: 'oneForAll' | 'onePerRegion';
  /** Which RegionId counts: that of the parameters, or the header's (`x-acs-regionid`, else `RegionId`) where it is sent. */
  regionFrom: 'parameters' | 'header';
  /** Whether parameters may stand in a form body; `ignored`: it is as if they had not been sent. */
  bodyParameters: 'accepted' | 'ignored';
  /** Headers that have to be there. The vendor's samples call `x-acs-caller-sdk-source` mandatory, but the providers do not send it. */
  requiredHeaders: readonly RequiredHeader[];
  /** Values of SignatureMethod that are taken. */
  signatureMethods: readonly SignatureMethod[];
  /** Actions that the release has not. */
  notOffered: readonly string[];
  /** The code with which an action is refused that is not there: the providers know the first, the public cloud answers the second. */
  notOfferedCode: 'InvalidAction.NotFound' | 'InvalidApi.NotFound';
  /** How successes are laid out; `ofForm`: POP, or ASAPI_FLAGS from the ASAPI gateway. */
  successShape: 'ofForm' | AnswerShape;
  /** How refusals are laid out; `ofForm`: POP, or ASAPI_ERROR from the ASAPI gateway. */
  errorShape: 'ofForm' | AnswerShape;
  /** The HTTP status of refusals: that of the error, or 200, or what goes with the shape: 200 for ASAPI_FLAGS, ASCM and RESELLER. */
  errorStatus: 'ofShape' | 'ofError' | 200;
  /** Whether a success with ASAPI_FLAGS also has asapiErrorCode `"200"`. */
  successCode: 'absent' | 'shown';
  /** What resultCode of a refusal is: -1, as in the only sample, so that the code of ECS is nowhere; or that code. */
  resultCode: 'number' | 'ofError';
  /** Whether the ASAPI gateway refuses access keys by its own code and HTTP 500, as in that audit log, or by ECS's. */
  asapiKeyErrors: 'own' | 'ofEcs';
}

/** The account behind the gateways, and the gateways. */
export type ApsaraBehaviour = Behaviour & GatewayBehaviour;

/** What is likeliest, by what the providers of Terraform send and read and by the one page of a reseller on CopyImage. */
export const defaultApsaraBehaviour: Readonly<ApsaraBehaviour> = {
  ...defaultBehaviour,
  clientTokenHonoured: false,
  tagsAtStart: 'keptByCreateImage',
  usable: 'absent',
  encryptedShown: false,
  forms: ['POP', 'ASAPI'],
  asapiPaths: ['/asapi/v3'],
  gateways: 'oneForAll',
  regionFrom: 'parameters',
  bodyParameters: 'accepted',
  requiredHeaders: [],
  signatureMethods: ['HMAC-SHA1', 'HMAC-SHA256'],
  notOffered: ['AssumeRoleWithOIDC'],
  notOfferedCode: 'InvalidAction.NotFound',
  successShape: 'ofForm',
  errorShape: 'ofForm',
  errorStatus: 'ofShape',
  successCode: 'absent',
  resultCode: 'number',
  asapiKeyErrors: 'own',
};
