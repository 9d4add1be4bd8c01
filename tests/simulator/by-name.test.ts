import { cloudNamed, configurationsByType, TYPES_AHEAD } from '../../simulator/index';
import { allProjects } from '../../tools/projects';

it.each(['atlantis', 'toString'])('there is no simulator of %s', (name) => {
  expect(() => cloudNamed(name)).toThrow(`there is no simulator of ${name}, only of alibaba, huaweicloud`);
});

it('a type whose cloud is not served has no configuration', () => {
  expect(() => configurationsByType({ atlantis: {} })).toThrow(
    'TF::Alicloud::ImageCopy works on alibaba, which is not simulated',
  );
});

it('no type is ahead of the list that is in it', () => {
  expect(allProjects().filter(({ typeName }) => Object.hasOwn(TYPES_AHEAD, typeName))).toEqual([]);
});
