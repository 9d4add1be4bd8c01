import { useStage } from '../support/copies';
import fc, { runs } from '../support/fast-check';
import { openStage, type Properties } from '../support/stage';
import { HOSTILE_TYPES } from '../types/index';
import { type Egress, guardEgress } from './egress';
import { expectDecency, hostileValue, type Place, placesIn, REGION_TRICKS, react, replaced, VALUES } from './hostile';

let egress: Egress;
beforeEach(() => {
  egress = guardEgress();
});
afterEach(() => egress.end());

/** Every authentication method of every type that begins with a session. */
const METHODS = HOSTILE_TYPES.flatMap((type) =>
  type.hostile.sessions.map((method) => [method.name, type.name, method, type] as const),
);
/** Those of them that begin at AWS. */
const BY_AWS = METHODS.filter(([, , { firstCall }]) => firstCall === 'GetWebIdentityToken');

describe.each(METHODS)('the authentication method %s of %s', (_method, _type, method, type) => {
  const stage = useStage(() => method.open(type));
  const event = (): Properties => ({
    action: 'READ',
    awsAccountId: '123456789012',
    region: 'us-east-1',
    bearerToken: 'a-token',
    requestData: {
      callerCredentials: stage().aws?.credentials,
      resourceProperties: { tfcfnid: `${stage().typeConfiguration[type.defaultRegion]}/${type.hostile.absent}` },
      typeConfiguration: stage().typeConfiguration,
    },
  });
  /** Whether a place says how to authenticate. */
  const isOfMethod = ([first, second]: Place): boolean =>
    first === 'region' || first === 'awsAccountId' || second === 'callerCredentials' || second === 'typeConfiguration';
  const check = async (changed: unknown) => {
    const sent: unknown = JSON.parse(JSON.stringify(changed));
    expectDecency(type, await react(stage(), egress, sent), sent);
  };

  it('is open', async () => {
    expect((await react(stage(), egress, event())).answer.errorCode).toBe('NotFound');
  });

  it('is answered for with every value of the list at every place', async () => {
    let tried = 0;
    for (const place of placesIn(event()).filter(isOfMethod)) {
      for (const value of [undefined, ...VALUES].filter((_value, index) => (index + tried) % 3 === 0)) {
        await check(replaced(event(), place, value));
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(100);
  });

  it('is answered for with several hostile values at once', async () => {
    const value = fc.oneof(hostileValue, fc.constantFrom(...REGION_TRICKS));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 3 }), async (changes) => {
        await check(
          changes.reduce<unknown>((changed, [at, by]) => {
            const places = placesIn(changed).filter(isOfMethod);
            return replaced(changed, places[at % places.length] ?? ['region'], by);
          }, event()),
        );
      }),
      runs(150),
    );
  });
});

describe.each(BY_AWS)("AWS's region in an event, for %s of %s", (_method, _type, method, type) => {
  const stage = useStage(() => openStage({ type }));
  const callerCredentials = {
    accessKeyId: 'ASIA-made-up',
    secretAccessKey: 'made-up-secret',
    sessionToken: 'made-up-token',
  };
  const ask = (region: string) => {
    const typeConfiguration = method.configured(stage().typeConfiguration, stage().simulator.url);
    return stage().invoke('READ', { tfcfnid: type.hostile.absent }, { region, typeConfiguration, callerCredentials });
  };

  it('leads to the STS of that region and nowhere else', async () => {
    for (const [region, host] of [
      ['eu-central-1', 'sts.eu-central-1.amazonaws.com'],
      ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
    ] as const) {
      const before = egress.refused.length;
      expect((await ask(region)).errorCode).toBe('NetworkFailure');
      expect(new Set(egress.refused.slice(before))).toEqual(new Set([host]));
    }
  });

  it.each(REGION_TRICKS.map((trick) => [JSON.stringify(trick), trick] as const))(
    'leads nowhere if it is %s',
    async (_, trick) => {
      expect((await ask(trick)).status).toBe('FAILED');
      expect(egress.refused).toEqual([]);
    },
  );
});
