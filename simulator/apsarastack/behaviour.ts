import { type Behaviour, defaultBehaviour } from '../alibaba/account/behaviour';
import type { SignatureMethod } from '../common/http/parameter-signature';

/** The two kinds of gateway: one host for each product, or one host with a path for all products. */
export type GatewayForm = 'POP' | 'ASAPI';

/**
 * The layouts of an answer. `POP` is that of ECS; `ASAPI_ERROR` has errorCode, errorMessage and errorTitle; `ASAPI_FLAGS` is an ordinary
 * answer with asapiSuccess; `ASAPI_V4` has the fields of a refusal in an audit log of that gateway; `ASCM` has code, message and data;
 * `RESELLER` has resultCode, resultMsg and result.
 */
export const answerShapes = ['POP', 'ASAPI_ERROR', 'ASAPI_FLAGS', 'ASAPI_V4', 'ASCM', 'RESELLER'] as const;
export type AnswerShape = (typeof answerShapes)[number];

/** A header that a gateway may require. */
export type RequiredHeader =
  | 'x-acs-regionid'
  | 'x-acs-organizationid'
  | 'x-acs-resourcegroupid'
  | 'x-acs-caller-sdk-source';

/** The choices of a test or a user for the gateways, which apply from the next request on. No release is completely documented. */
export interface GatewayBehaviour {
  /** The kinds that are served. Releases from 3.18.1 on do not make the ASAPI gateway available outside. */
  forms: readonly GatewayForm[];
  /** The paths of the ASAPI gateway. The POP gateway has none. */
  asapiPaths: readonly string[];
  /** Whether each gateway serves all regions, or only its own region and answers InvalidRegionId.NotFound for others. */
  gateways: 'oneForAll' | 'onePerRegion';
  /** Which RegionId counts: that in the parameters or, if it is sent, that in the header (`x-acs-regionid`, or else `RegionId`). */
  regionFrom: 'parameters' | 'header';
  /** Whether parameters may be in a form body. `ignored`: the effect is as if they had not been sent. */
  bodyParameters: 'accepted' | 'ignored';
  /** The required headers. The vendor's samples call `x-acs-caller-sdk-source` mandatory, but the providers do not send it. */
  requiredHeaders: readonly RequiredHeader[];
  /** The accepted values of SignatureMethod. */
  signatureMethods: readonly SignatureMethod[];
  /** The actions that the release does not offer. */
  notOffered: readonly string[];
  /** The code for an action that is not offered. The providers handle the first one, the public cloud answers the second one. */
  notOfferedCode: 'InvalidAction.NotFound' | 'InvalidApi.NotFound';
  /** The layout of successes. `ofForm`: POP, or ASAPI_FLAGS from the ASAPI gateway. */
  successShape: 'ofForm' | AnswerShape;
  /** The layout of refusals. `ofForm`: POP, or ASAPI_ERROR from the ASAPI gateway. */
  errorShape: 'ofForm' | AnswerShape;
  /** The HTTP status of refusals: that of the error, or 200. `ofShape`: 200 for ASAPI_FLAGS, ASCM and RESELLER. */
  errorStatus: 'ofShape' | 'ofError' | 200;
  /** Whether a success with ASAPI_FLAGS also has asapiErrorCode `"200"`. */
  successCode: 'absent' | 'shown';
  /** The resultCode of a refusal: -1, as in the only sample, so that the code of ECS is missing; or the code of ECS. */
  resultCode: 'number' | 'ofError';
  /** Whether the ASAPI gateway refuses access keys with its own code and HTTP 500, as in that audit log, or with the code of ECS. */
  asapiKeyErrors: 'own' | 'ofEcs';
}

/** The behaviour of the account and of the gateways in front of it. */
export type ApsaraBehaviour = Behaviour & GatewayBehaviour;

/** The most likely behaviour, according to what the Terraform providers send and read, and to a reseller's page about CopyImage. */
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
