import type { PolicyDocument } from '../../simulator/index';
import type { Operation } from '../../src/calling/needs';
import { needsOf as ofCopies } from '../../src/properties/ram-policy';
import { needsOf as ofImages } from '../../types/alicloud-image/src/properties/ram-policy';
import { OTHER } from '../support/apsara';
import { APSARA_SESSIONS } from '../support/apsara-sessions';
import { type Behaviour, behavioursOf, creation, type ImageMaking } from '../support/behaviours';
import { GATEWAY_DENIAL } from '../support/ecs-denials';
import type { PrivilegeSubject } from '../support/privileges';
import type { Stage } from '../support/stage';
import { stagedType } from '../support/types/staged';
import { bindUser, callsIn, rightsTo, without } from './ecs-privileges';
import { COPY_BEHAVIOUR } from './image-copy-privileges';
import { IMAGE_BEHAVIOUR } from './image-privileges';

/** Images have no resource group of their own: the type configuration names one for all. */
const NOT_THERE = 'JoinResourceGroup';

/** No document says what a policy of a private cloud looks like, so only the calls are known that somebody has to allow. */
const EVERYTHING: PolicyDocument = { Version: '1', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** A type of Apsara Stack, whose operations call what those of a public type call. */
function apsaraPrivileges(
  typeName: string,
  making: ImageMaking,
  needsOf: typeof ofCopies | typeof ofImages,
  own: readonly Behaviour[],
): PrivilegeSubject {
  const type = stagedType(typeName);
  return {
    ...type,
    privileges: {
      behaviours: [...behavioursOf(type, making), ...own],
      callsOf: (operation: Operation) =>
        callsIn(needsOf({ operations: [operation] })).filter((call) => call !== NOT_THERE),
      rightsTo,
      denial: GATEWAY_DENIAL,
      forbid: (stage: Stage, _, right) => bindUser(without(EVERYTHING, right))(stage),
      sessions: APSARA_SESSIONS,
    },
  };
}

const COPY = { SourceImageId: 'm-env17golden0debian', SourceRegionId: OTHER, ImageName: 'golden' };
const IMAGE = { InstanceId: 'i-env30builder0ubuntu', ImageName: 'golden' };
const SnapshotId = 's-env30system0ubuntu';

export const APSARA_IMAGE_COPY_PRIVILEGES = apsaraPrivileges(
  'TF::ApsaraStack::ImageCopy',
  { ...COPY_BEHAVIOUR, template: COPY },
  ofCopies,
  [creation('encrypted', { ...COPY, Encrypted: true })],
);

export const APSARA_IMAGE_PRIVILEGES = apsaraPrivileges(
  'TF::ApsaraStack::Image',
  { ...IMAGE_BEHAVIOUR, template: IMAGE },
  ofImages,
  [
    creation('of a snapshot', { SnapshotId, ImageName: 'golden' }),
    creation('of disks', { DiskDeviceMapping: [{ SnapshotId }, { Size: 40 }], ImageName: 'golden' }),
  ],
);
