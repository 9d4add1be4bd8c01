import { makeImage, useStage } from '../support/copies';
import { type Answer, openStage, type Properties } from '../support/stage';
import { EACH_HOSTILE } from '../types/index';
import { type Egress, guardEgress } from './egress';
import { react, regionTricksOf, VALUES } from './hostile';

describe.each(EACH_HOSTILE)('what names a place of %s', (_name, type) => {
  const { templates, regionProperties, anywhere, regionOf, systemTags, absent } = type.hostile;
  const stage = useStage(() => openStage({ type, imageSeconds: 60 }));
  let egress: Egress;
  beforeEach(() => {
    egress = guardEgress();
  });
  afterEach(() => egress.end());
  const home = (): string => String(stage().typeConfiguration[type.defaultRegion]);
  /** Without an endpoint of its own the type configuration leads to the public ones, which a region is part of. */
  const toPublicEndpoints = (): Properties | undefined => anywhere?.(stage().typeConfiguration);

  it.each(regionTricksOf(type).map((trick) => [JSON.stringify(trick), trick] as const))(
    'is no region if it is %s, wherever it stands',
    async (_, trick) => {
      const before = stage().simulator.calls.length;
      for (const typeConfiguration of [stage().typeConfiguration, toPublicEndpoints() ?? []].flat()) {
        const options = { typeConfiguration };
        const elsewhere = { typeConfiguration: { ...typeConfiguration, [type.defaultRegion]: trick } };
        const [inList = ''] = Object.keys(templates.listed);
        const answers: Answer[] = [
          await stage().invoke('LIST', { [inList]: trick }, options),
          await stage().invoke('READ', { tfcfnid: `${trick}/${absent}` }, options),
          await stage().invoke('DELETE', { tfcfnid: `${trick}/${absent}` }, options),
          await stage().invoke('READ', { tfcfnid: absent }, elsewhere),
        ];
        for (const property of regionProperties) {
          const wish = { ...templates.made, [property]: trick };
          answers.push(await stage().invoke('CREATE', wish, options));
          answers.push(await stage().invoke('UPDATE', { ...wish, tfcfnid: `${home()}/${absent}` }, options));
        }
        for (const { status, errorCode } of answers) {
          expect({ status, errorCode }).toEqual({ status: 'FAILED', errorCode: expect.stringMatching(/^Invalid/) });
        }
      }
      expect(stage().simulator.calls).toHaveLength(before);
      expect(egress.refused).toEqual([]);
    },
  );

  it('leads to the public endpoint of that region, where the cloud has one, and nowhere else', async () => {
    const typeConfiguration = toPublicEndpoints() ?? stage().typeConfiguration;
    const regions = ['cn-north-4', 'eu-central-1', home()];
    for (const region of regions) {
      const tfcfnid = region === home() ? absent : `${region}/${absent}`;
      const { errorCode } = await stage().invoke('READ', { tfcfnid }, { typeConfiguration });
      const known = region === home() ? 'NotFound' : 'InvalidRequest';
      expect(errorCode).toBe(anywhere ? 'NetworkFailure' : known);
    }
    expect(new Set(egress.refused.map(regionOf))).toEqual(new Set(anywhere ? regions : []));
    if (anywhere) expect(stage().simulator.calls).toEqual([]);
  });

  it('is no page token of a LIST unless a LIST returned it', async () => {
    const made = [
      'page-0',
      'page--1',
      'page-1.5',
      'page-1e3',
      'page-100001',
      'page-2 ',
      'PAGE-2',
      'page-2\n',
      'page-٢',
      'x',
      '',
      '__proto__',
    ];
    for (const nextToken of [...made, ...VALUES.filter((value) => value !== null)]) {
      const sent = { action: 'LIST', nextToken, requestData: { typeConfiguration: stage().typeConfiguration } };
      const { answer, calls } = await react(stage(), egress, JSON.parse(JSON.stringify(sent)));
      expect({ nextToken, ...answer }).toMatchObject({ nextToken, status: 'FAILED', errorCode: 'InvalidRequest' });
      expect(calls).toEqual([]);
    }
  });

  it('is no system tag unless it is one of AWS that the cloud keeps', async () => {
    const given = {
      'aws:cloudformation:stack-name': 'images',
      'tfcfn:source': 'cn-evil/m-evil',
      'aws:half': '\ud800',
      team: 'x',
    };
    const image = await makeImage(stage(), templates.made, { systemTags: given });
    const { tags = {} } = stage().simulator.world.image(home(), String(image.model.Id)) ?? {};
    expect(Object.fromEntries(Object.entries(tags).filter(([key]) => key in given && key !== 'tfcfn:source'))).toEqual(
      systemTags,
    );
    expect(tags['tfcfn:source']).not.toBe(given['tfcfn:source']);
    expect(image.model).toMatchObject(templates.made);
  });
});
