import { readFileSync } from 'node:fs';
import path from 'node:path';
import { answerShapes } from '../../../simulator/index';
import { type ApsaraStage, type ApsaraStageOptions, HOME, OTHER, openApsaraStage } from '../../support/apsara';
import { Sample } from '../../support/sample';
import type { Properties } from '../../support/stage';
import { live } from './life';
import { EACH_SUBJECT } from './subjects';

/** One way in which a gateway or the account behind it may be, and what the type configuration says of it. */
interface Way {
  readonly behaviour?: ApsaraStageOptions['behaviour'];
  readonly options?: Pick<ApsaraStageOptions, 'https'>;
  /** What is said in addition to the default of the stage; `{}` for what nobody needs to know. */
  readonly configuration?: (stage: ApsaraStage) => Properties;
  /** What the log says of it. */
  readonly met?: string;
  /** Refusals have no code that says what they are about. */
  readonly isCodeless?: boolean;
}

const ASAPI: Way['configuration'] = ({ cloud }) => ({
  Gateway: 'ASAPI',
  Endpoints: { Ecs: cloud.endpoint({ form: 'ASAPI' }) },
});
const TENANT = { Organization: '26', ResourceSet: '38' };

/** Every switch of the front, all ways. What no test of the type configuration has to know is found out by the handlers. */
const WAYS: Readonly<Record<string, Way>> = {
  'ClientToken ignored': { behaviour: { clientTokenHonoured: false } },
  'ClientToken honoured': { behaviour: { clientTokenHonoured: true } },
  'tags at the start kept': { behaviour: { tagsAtStart: 'kept' }, met: '"tag":"there"' },
  'tags at the start kept by CreateImage alone': { behaviour: { tagsAtStart: 'keptByCreateImage' } },
  'tags at the start dropped': { behaviour: { tagsAtStart: 'dropped' }, met: '"tag":"not there"' },
  'Usable not shown': { behaviour: { usable: 'absent' }, met: '"Usable":"not shown"' },
  'Usable shown once the image is available': { behaviour: { usable: 'onceAvailable', usableDelaySeconds: 60 } },
  'Usable shown while the image is being made': { behaviour: { usable: 'whileCreating' }, met: '"Usable":"shown"' },
  'encryption not shown': { behaviour: { encryptedShown: false }, met: '"Encrypted":"not shown"' },
  'encryption shown': { behaviour: { encryptedShown: true }, met: '"Encrypted":"shown"' },
  'copies not shown as such': { behaviour: { copiedShown: false } },
  'progress not shown': { behaviour: { progress: 'absent', remainTime: false } },
  'images shown late': { behaviour: { visibilityDelaySeconds: 90 } },
  'one gateway for all regions': { behaviour: { gateways: 'oneForAll' } },
  'a gateway for each region': {
    behaviour: { gateways: 'onePerRegion' },
    configuration: ({ cloud }) => ({
      RegionEndpoints: [HOME, OTHER].map((regionId) => ({ RegionId: regionId, Ecs: cloud.endpoint({ regionId }) })),
    }),
  },
  'the region of the parameters obeyed': { behaviour: { regionFrom: 'parameters' } },
  'the region of the header obeyed': { behaviour: { regionFrom: 'header' } },
  'parameters in the body': { behaviour: { bodyParameters: 'accepted' } },
  'parameters in the query': {
    behaviour: { bodyParameters: 'ignored' },
    configuration: () => ({ Parameters: 'QUERY' }),
  },
  'no header required': { behaviour: { requiredHeaders: [] } },
  'every header required': {
    behaviour: {
      requiredHeaders: ['x-acs-regionid', 'x-acs-organizationid', 'x-acs-resourcegroupid', 'x-acs-caller-sdk-source'],
    },
    configuration: () => TENANT,
  },
  'HMAC-SHA1 alone': { behaviour: { signatureMethods: ['HMAC-SHA1'] } },
  'HMAC-SHA256 alone': {
    behaviour: { signatureMethods: ['HMAC-SHA256'] },
    configuration: () => ({ SignatureMethod: 'HMAC-SHA256' }),
  },
  'no cancel': { behaviour: { notOffered: ['CancelCopyImage', 'AssumeRoleWithOIDC'] } },
  'no cancel, in the words of the public cloud': {
    behaviour: { notOffered: ['CancelCopyImage'], notOfferedCode: 'InvalidApi.NotFound' },
  },
  'POP alone': { behaviour: { forms: ['POP'] } },
  'ASAPI alone': { behaviour: { forms: ['ASAPI'] }, configuration: ASAPI },
  'ASAPI under another path': { behaviour: { asapiPaths: ['/asapi/v4'] }, configuration: ASAPI },
  ...Object.fromEntries(
    answerShapes.flatMap((shape) => [
      [`successes as ${shape}`, { behaviour: { successShape: shape } }],
      [`refusals as ${shape}`, { behaviour: { errorShape: shape }, isCodeless: shape === 'RESELLER' }],
    ]),
  ),
  ...Object.fromEntries(
    // The other shapes come with this status anyway.
    (['POP', 'ASAPI_ERROR', 'ASAPI_V4'] as const).map((shape) => [
      `refusals as ${shape} with HTTP 200`,
      { behaviour: { errorShape: shape, errorStatus: 200 } },
    ]),
  ),
  'asapiErrorCode beside a success': { behaviour: { successShape: 'ASAPI_FLAGS', successCode: 'shown' } },
  'refusals of a reseller with the code of ECS': { behaviour: { errorShape: 'RESELLER', resultCode: 'ofError' } },
  'no dry runs': { behaviour: { dryRun: 'ignored' } },
  HTTPS: { options: { https: true }, configuration: ({ cloud }) => ({ CaCertificate: cloud.ca }) },
  'HTTPS unchecked': { options: { https: true }, configuration: () => ({ InsecureSkipVerify: true }) },
};

const GUIDE = readFileSync(path.join(__dirname, '..', '..', '..', 'guides', 'apsara-stack.md'), 'utf8');

/** The names and values by which the log says what was met, as the guide writes them: a code is left open. */
function metIn(log: readonly string[]): readonly string[] {
  const cases = log.flatMap((line) => {
    const { met = {} }: { met?: Record<string, string> } = JSON.parse(line);
    return Object.entries(met).filter(([name]) => name !== 'eagleEyeTraceId');
  });
  return [...new Set(cases.flat())].map((said) => `"${said.replace(/(?<=^not offered: ).*/, '…')}"`);
}

/** So many lives are one in `npm test`. */
const ONE_IN = 16;
const LIVES = new Sample(ONE_IN).of(
  EACH_SUBJECT.flatMap(([name, subject]) =>
    Object.entries(WAYS).map(([how, way]) => ({ name: `${name} leads a whole life with ${how}`, subject, how, way })),
  ),
  ({ name }) => name,
  ({ how, subject }) => [how, subject.type.name],
);

describe('where a gateway does it in another way', () => {
  let stage: ApsaraStage | undefined;
  afterEach(() => stage?.close());

  it.each(LIVES)('$name', async ({ subject, way }) => {
    const { behaviour, options, configuration, met = '' } = way;
    const opened = await openApsaraStage(subject.type, { ...options, behaviour });
    stage = opened;
    const typeConfiguration = { ...opened.typeConfiguration, ...configuration?.(opened) };
    await live(opened, subject, { typeConfiguration }, way);
    expect(opened.log.join('\n')).toContain(met);
    expect(metIn(opened.log).filter((said) => !GUIDE.includes(said))).toEqual([]);
  });
});
