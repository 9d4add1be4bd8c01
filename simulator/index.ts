export { type Behaviour, PUBLISHED_CALLS_PER_MINUTE, type TokenMismatchCode } from './alibaba/account/behaviour';
export type { ImageView } from './alibaba/account/image';
export { leftOf } from './alibaba/account/ledger';
export { readSeedFile, type Seeds } from './alibaba/account/seed-file';
export { builtInImages, builtInKeys, type SeedImage, type SeedKey } from './alibaba/account/seeds';
export {
  builtInInstances,
  builtInSnapshots,
  type SeedInstance,
  type SeedSnapshot,
} from './alibaba/account/source-seeds';
export type { InstanceView, SnapshotView } from './alibaba/account/source-world';
export type { World } from './alibaba/account/world';
export { allErrorEntries, errorEntry } from './alibaba/api/errors';
export { ACCESS_KEY_ID, ACCESS_KEY_SECRET } from './alibaba/api/ram/key-ring';
export type { PolicyDocument, PolicyStatement, TrustPolicy } from './alibaba/api/ram/policy';
export type { AlibabaCall } from './alibaba/http/service';
export { type AlibabaOptions, type AlibabaSimulator, startAlibabaSimulator } from './alibaba/index';
export { KEYLESS_AUDIENCE, KEYLESS_ROLE, trustAws, trustToken } from './alibaba/trust-aws';
export { typeConfigurationOf } from './alibaba/type-configuration';
export {
  type AnswerShape,
  type ApsaraBehaviour,
  answerShapes,
  type GatewayForm,
  type RequiredHeader,
} from './apsarastack/behaviour';
export {
  type ApsaraCall,
  type ApsaraStack,
  type ApsaraStackOptions,
  type Endpoint,
  startApsaraStack,
} from './apsarastack/index';
export { type Reach, typeConfigurationOf as apsaraConfigurationOf } from './apsarastack/type-configuration';
export { type AwsSts, type AwsStsOptions, startAwsSts } from './aws-sts/index';
export { cloudNamed } from './by-name';
export { configurationsByType } from './by-type';
export { CANARIES, type CanaryKind, findCanaries } from './common/canaries';
export { createClock, type SimulatorClock } from './common/clock';
export {
  counted,
  type Left,
  leftCounted,
  type RunningCloud,
  type StartOptions,
  type TypeConfiguration,
} from './common/cloud';
export { CLOCK_PATH, HELD_CLOCK_PATH } from './common/http/clock-path';
export type { Fault, FaultEffect, FaultError, FaultResponse } from './common/http/faults';
export {
  type ForwardProxy,
  type ProxyBehaviour,
  type ProxyCall,
  type ProxyOptions,
  startProxy,
} from './common/http/proxy';
export type { Behaviour as HuaweiBehaviour } from './huaweicloud/account/behaviour';
export type { ImageView as HuaweiImageView } from './huaweicloud/account/image';
export type { World as HuaweiWorld } from './huaweicloud/account/world';
export type { HuaweiCall } from './huaweicloud/http/service';
export {
  type HuaweiKey,
  type HuaweiOptions,
  type HuaweiSimulator,
  startHuaweiSimulator,
} from './huaweicloud/index';
export { HUAWEI_AGENCY, HUAWEI_AUDIENCE, trustAwsTokens } from './huaweicloud/trust-aws';
export { huaweiConfigurationOf } from './huaweicloud/type-configuration';
export { type Keyless, startKeyless } from './keyless';
