import { cloudNamed, configurationsByType } from '../../simulator/index';

it.each(['atlantis', 'toString'])('there is no simulator of %s', (name) => {
  expect(() => cloudNamed(name)).toThrow(`there is no simulator of ${name}, only of alibaba`);
});

it('a type whose cloud is not served has no configuration', () => {
  expect(() => configurationsByType({ atlantis: {} })).toThrow(
    'TF::Alicloud::ImageCopy works on alibaba, which is not simulated',
  );
});
