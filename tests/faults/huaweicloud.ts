import { VAULT_EAST, WHOLE_AGENCY } from '../../simulator/huaweicloud/account/built-in';
import { uuidOf } from '../../simulator/huaweicloud/account/regions';
import {
  type HuaweiBehaviour,
  type HuaweiSimulator,
  huaweiConfigurationOf,
  trustAwsTokens,
} from '../../simulator/index';
import { startImage } from '../support/copies';
import { ACROSS, EAST, huaweiTypeWith, NORTH } from '../support/huawei';
import { EVERYBODY } from '../support/huawei-sessions';
import type { Properties, Stage } from '../support/stage';
import { HUAWEI_EXCUSES } from './huawei-excuses';
import { huaweiFaults, STARTS } from './huawei-faults';
import { ACROSS_COPYING, heldByIms, IN_REGION_COPYING, untouchedInIms } from './huawei-making';
import { imageScenarios } from './image-scenarios';
import { creation, type Named, type Scenario } from './scenario';
import { Scenes } from './scenarios';
import type { FaultSubject } from './subject';
import { byWay, isByAnotherWay, SESSION_SECONDS, type Ways } from './ways';

/** The projects of both regions: where they are named, no call looks them up, and every order of the calls begins with what matters. */
const projectsIn = ({ world }: HuaweiSimulator) => ({
  ProjectIds: [NORTH, EAST].map((Region) => ({ Region, ProjectId: world.projectId(Region) })),
});

const LOOKING_UP = huaweiTypeWith();
const TYPE = {
  ...LOOKING_UP,
  typeConfiguration: (simulator: HuaweiSimulator, through?: string): Properties => ({
    ...LOOKING_UP.typeConfiguration(simulator, through),
    ...projectsIn(simulator),
  }),
};

/** The ways into Huawei Cloud; with one key more, since a project that nobody names is looked up. */
const HUAWEI_WAYS: Ways<HuaweiSimulator> = (scenario, other = scenario) => [
  scenario,
  byWay('whose project is looked up', scenario, ({ simulator }) => LOOKING_UP.typeConfiguration(simulator)),
  byWay('with an agency', scenario, ({ simulator }) => {
    const { iam, url } = simulator;
    const AgencyUrn = iam.putAgency({ name: 'image-copy', trust: EVERYBODY });
    return {
      ...TYPE.typeConfiguration(simulator),
      AssumeAgency: { AgencyUrn, DurationSeconds: SESSION_SECONDS },
      Endpoints: { Ims: url, Iam: url, Sts: url },
    };
  }),
  { aws: true, ...byWay('keyless', other, keylessOn) },
];

function keylessOn({ simulator, aws }: Stage<HuaweiSimulator>): Properties {
  if (!aws) throw new Error('the stage has no AWS');
  const { issuer, roleArn } = aws;
  const way = trustAwsTokens(simulator.iam, { issuer, roleArn, keys: () => aws.keys() });
  const configuration = huaweiConfigurationOf(simulator, way);
  const AssumeAgencyWithOIDC = { ...way, DurationSeconds: SESSION_SECONDS };
  return { ...configuration, AssumeAgencyWithOIDC, ...projectsIn(simulator) };
}

const BY_KEY: Ways<HuaweiSimulator> = (scenario) => [scenario];
const SHOWN = { imageInTheMaking: 'visible', imageIdWhileRunning: true } as const;
const SOON = { Timeouts: { Create: '2m' } };

/** What a copy meets that nothing stops, and that is not shown in the making. */
const running = (scenes: Scenes<HuaweiSimulator>, behaviour: Partial<HuaweiBehaviour> = {}, how = 'running') =>
  scenes.remove(`of ${scenes.making.aNoun} that is ${how}`, {
    make: startImage,
    behaviour: { copySeconds: 60, ...behaviour },
  });

/** What only a copy within its region has to show: all that is peculiar to jobs and changes. */
function withinRegion(scenes: Scenes<HuaweiSimulator>): readonly Scenario<HuaweiSimulator>[] {
  const { aNoun } = scenes.making;
  return [
    ...imageScenarios(scenes, HUAWEI_WAYS),
    scenes.create(`of ${aNoun} that is shown in the making`, SHOWN, () => creation({ ...scenes.named, ...SOON })),
    scenes.create(`of ${aNoun} whose job is forgotten at its end`, { jobReadableSeconds: 0 }, () =>
      creation({ ...scenes.everything, ...SOON }),
    ),
    scenes.update('of the memory', { MinRam: 1024, MaxRam: 4096 }, { MinRam: 2048, MaxRam: 0 }),
    running(scenes),
    running(scenes, SHOWN, 'running and shown'),
  ];
}

/** What differs to another region: the start, its queue, and where jobs and images are. */
function toAnotherRegion(scenes: Scenes<HuaweiSimulator>): readonly Scenario<HuaweiSimulator>[] {
  const own = imageScenarios(scenes, BY_KEY).filter(({ name }) =>
    /^CREATE (of a plain|behind another) copy/.test(name),
  );
  return [...own, running(scenes)];
}

/** A copy of a whole server puts a backup into a vault, which is billed. */
function ofWholeServers(scenes: Scenes<HuaweiSimulator>): readonly Scenario<HuaweiSimulator>[] {
  const { fails, failure, isLate } = scenes.making;
  const late = { Timeouts: { Create: '30s' } };
  return [
    scenes.create('of a whole server that fails', fails, () => creation({ ...scenes.named, ...SOON }, {}, failure)),
    scenes.create('of a whole server that takes too long', isLate, () =>
      creation({ ...scenes.named, ...late }, {}, 'NotStabilized'),
    ),
    scenes.remove('of a whole server, whose backup stays'),
    scenes.remove('of a whole server and its backup', { properties: { DeleteBackup: true } }),
  ];
}

const IN_REGION_SCENES = new Scenes<HuaweiSimulator>(IN_REGION_COPYING, TYPE.schema);
const ACROSS_SCENES = new Scenes<HuaweiSimulator>(ACROSS_COPYING, TYPE.schema);
const WHOLE_SCENES = new Scenes<HuaweiSimulator>(
  {
    ...ACROSS_COPYING,
    template: {
      ...ACROSS,
      SourceImageId: uuidOf(`seed/${NORTH}/whole-server`),
      AgencyName: WHOLE_AGENCY,
      VaultId: VAULT_EAST,
    },
  },
  TYPE.schema,
);

/**
 * What another scenario shows call by call: a copy that is shown late is the usual one, and all ways differ in the calls before the first
 * alone.
 */
const LIKE_OTHERS = new RegExp(
  [
    '^CREATE of a plain copy in its region$',
    'not visible at first|with 9 tags|behind another copy in its region',
    '^UPDATE of (the name|the description)|finished copy in its region$',
    '^(READ|LIST|UPDATE|DELETE).*(is looked up|with an agency)|^(LIST|UPDATE|DELETE).*keyless',
  ].join('|'),
);

const differs = ({ name }: Named): boolean => !LIKE_OTHERS.test(name);

/** What makes no difference to a process that dies or to two that run at once. */
const runsLikeOthers = (one: Named): boolean => isByAnotherWay(one) || /^(READ|LIST)|whose backup stays/.test(one.name);

export const HUAWEI_COPY_FAULTS: FaultSubject<HuaweiSimulator> = {
  ...TYPE,
  faults: {
    scenarios: [...withinRegion(IN_REGION_SCENES), ...toAnotherRegion(ACROSS_SCENES), ...ofWholeServers(WHOLE_SCENES)],
    differs: {
      troubled: differs,
      killed: (one) => differs(one) && !runsLikeOthers(one),
      doubled: (one) => differs(one) && !runsLikeOthers(one),
    },
    // Before it starts a copy to another region it compares the project there.
    ordered: ({ name }) => (name === 'CREATE of a plain copy across regions' ? 3 : 2),
    of: huaweiFaults,
    sentOnce: STARTS,
    excuses: { faults: HUAWEI_EXCUSES, crashes: [] },
    timely: ['CreatedAt', 'UpdatedAt', 'ActiveAt'],
    untouched: untouchedInIms,
    held: heldByIms,
  },
};
