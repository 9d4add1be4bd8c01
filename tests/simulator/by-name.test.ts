import { cloudNamed, configurationsByType } from '../../simulator/index';

it.each(['atlantis', 'toString'])('there is no simulator of %s', (name) => {
  expect(() => cloudNamed(name)).toThrow(`there is no simulator of ${name}, only of alibaba, apsarastack, huaweicloud`);
});

it.each(['alibaba', 'apsarastack'])(
  '%s is started for its types, and leads nowhere but to this machine',
  async (name) => {
    const cloud = await cloudNamed(name).start();
    try {
      expect(cloud.typeConfiguration).toMatchObject({
        Endpoints: { Ecs: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/) },
      });
      expect(cloud.left()).toEqual({ unfinished: 0, images: [], snapshots: [] });
    } finally {
      await cloud.close();
    }
  },
);

it('a type has the configuration of its cloud', () => {
  const types = [
    { typeName: 'A::B::C', cloud: 'one' },
    { typeName: 'A::B::D', cloud: 'other' },
  ];
  expect(configurationsByType({ one: 1, other: 2 }, types)).toEqual({ 'A::B::C': 1, 'A::B::D': 2 });
});

it('a type whose cloud is not served has no configuration', () => {
  expect(() => configurationsByType({ atlantis: {} })).toThrow(
    'TF::Alicloud::ImageCopy works on alibaba, which is not simulated',
  );
});
