/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: loops and Fn::Sub write their variables like that */

import type { Json } from '../../local/json';
import { newStack, pseudoParameters } from '../../local/session';
import { bindTemplate } from '../../local/template/bound';
import { chooseValues } from '../../local/template/parameters';
import { readSource } from '../../local/template/source';
import { readTemplate } from '../../local/template/template';
import fc from '../support/fast-check';
import { types } from './helpers';
import { copy, TRANSFORM } from './loops';

describe('what is wrong is told by name and line', () => {
  const problemsOf = (text: string): string => {
    try {
      const read = readTemplate(readSource('t.yaml', text), types);
      const { values } = chooseValues(read.parameters, {});
      bindTemplate(read, values, pseudoParameters(newStack('test')));
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };
  const COPY = '{Type: TF::Alicloud::ImageCopy, Properties: {SourceImageId: m-1, SourceRegionId: cn-hangzhou}}';
  /** A template in which the resources begin on line 3, the loop in the first of them. */
  const withLoop = (text: string, rest = ''): string =>
    `Transform: AWS::LanguageExtensions\nResources:\n  ${text}\n${rest}`;

  it.each([
    [
      'no transform',
      `Resources:\n  Fn::ForEach::L: [X, [A], {'C\${X}': ${COPY}}]`,
      't.yaml:2:3: Resources.Fn::ForEach::L: Fn::ForEach needs Transform: AWS::LanguageExtensions at the top',
    ],
    [
      'no transform, in properties',
      `Resources:\n  C: {Type: TF::Alicloud::ImageCopy, Properties: {Fn::ForEach::L: [X, [A], {'\${X}': 1}]}}`,
      'Fn::ForEach needs Transform',
    ],
    [
      'no transform for Fn::Length',
      `Resources:\n  C: ${COPY}\nOutputs:\n  O: {Value: {Fn::Length: [a]}}`,
      'Fn::Length needs Transform',
    ],
    [
      'no list',
      withLoop('Fn::ForEach::L: 1'),
      't.yaml:3:3: Resources.Fn::ForEach::L: needs a list of an identifier, a collection',
    ],
    [
      'an identifier that is none',
      withLoop(`Fn::ForEach::L: [a-b, [A], {}]`),
      't.yaml:3:20: Resources.Fn::ForEach::L.0: the identifier of a loop',
    ],
    [
      'a collection that is none',
      withLoop(`Fn::ForEach::L: [X, A, {}]`),
      't.yaml:3:23: Resources.Fn::ForEach::L.1: the collection of a loop',
    ],
    [
      'no name',
      withLoop(`Fn::ForEach: [X, [A], {'C\${X}': ${COPY}}]`),
      'a loop needs a name of letters and digits: Fn::ForEach::Name',
    ],
    [
      'the same name twice',
      withLoop(
        `Fn::ForEach::L: [X, [A], {'C\${X}': ${COPY}}]`,
        `Outputs:\n  Fn::ForEach::L: [X, [A], {'O\${X}': {Value: a}}]`,
      ),
      't.yaml:5:3: Outputs.Fn::ForEach::L: another loop has the name L',
    ],
    [
      'the name of a resource',
      withLoop(`C: ${COPY}\n  Fn::ForEach::C: [X, [A], {'D\${X}': ${COPY}}]`),
      'the loop has the name of a resource',
    ],
    [
      'the identifier of a parameter',
      withLoop(`Fn::ForEach::L: [X, [A], {'C\${X}': ${COPY}}]`, 'Parameters: {X: {Type: String, Default: a}}'),
      'the identifier X is also the one of a parameter',
    ],
    [
      'the identifier of the loop around',
      withLoop(`Fn::ForEach::L: [X, [A], {Fn::ForEach::M: [X, [B], {'C\${X}': ${COPY}}]}]`),
      'the identifier X is also the one of a loop around it',
    ],
    [
      'a key without the identifier',
      withLoop(`Fn::ForEach::L: [X, [A], {C: ${COPY}}]`),
      't.yaml:3:29: Resources.Fn::ForEach::L.2.C: needs ${X} in it',
    ],
    [
      'a key that is no name',
      withLoop(`Fn::ForEach::L: [X, [cn-shanghai], {'C\${X}': ${COPY}}]`),
      'makes "Ccn-shanghai", which is not a name in Resources; let the loop run over names of letters',
    ],
    [
      'a key that is there',
      withLoop(`CA: ${COPY}\n  Fn::ForEach::L: [X, [A], {'C\${X}': ${COPY}}]`),
      't.yaml:4:29: Resources.Fn::ForEach::L.2.C${X}: there is a CA already in Resources',
    ],
    [
      'an item twice',
      withLoop(`Fn::ForEach::L: [X, [A, A], {'C\${X}': ${COPY}}]`),
      'there is a CA already in Resources',
    ],
    [
      'a NoEcho parameter',
      withLoop(
        `Fn::ForEach::L: [X, !Ref P, {'C\${X}': ${COPY}}]`,
        'Parameters: {P: {Type: CommaDelimitedList, NoEcho: true, Default: A}}',
      ),
      't.yaml:3:28: Resources.Fn::ForEach::L.1: the parameter P is NoEcho',
    ],
    [
      'a parameter that is no list',
      withLoop(`Fn::ForEach::L: [X, !Ref P, {'C\${X}': ${COPY}}]`, 'Parameters: {P: {Type: String, Default: A}}'),
      'needs a list to repeat over, but got "A"',
    ],
    [
      'a parameter that is none',
      withLoop(`Fn::ForEach::L: [X, !Ref P, {'C\${X}': ${COPY}}]`),
      'there is no parameter or resource P',
    ],
    [
      'an item of a resource',
      withLoop(`C: ${COPY}\n  Fn::ForEach::L: [X, [!Ref C], {'D\${X}': ${COPY}}]`),
      't.yaml:4:23: Resources.Fn::ForEach::L.1: must be known before any resource exists',
    ],
    [
      'an item that is no text',
      withLoop(`Fn::ForEach::L: [X, [[A]], {'C\${X}': ${COPY}}]`),
      'needs a string here, but got a list',
    ],
    [
      'a name looked for before the loop',
      withLoop(
        `Fn::ForEach::L: [X, [A], {'C\${X}': ${COPY}}]`,
        "Outputs:\n  Fn::ForEach::M: [Y, [A], {'O${Y}': {Value: !Ref 'C${Y}'}}]",
      ),
      'CloudFormation looks for C${Y} before it repeats loops; write {"Fn::Sub": "C${Y}"} instead',
    ],
    [
      'seven loops in one another',
      withLoop(
        [1, 2, 3, 4, 5, 6, 7].reduceRight(
          (inner, depth) => `Fn::ForEach::L${depth}: [X${depth}, [A], {${inner}}]`,
          "'C${X1}${X7}': 1",
        ),
      ),
      'at most 5 loops can be nested in a loop',
    ],
    [
      'too many copies',
      withLoop(
        `Fn::ForEach::L: [X, [${Array.from({ length: 101 }, (_, i) => `a${i}`)}], {Fn::ForEach::M: [Y, [${Array.from({ length: 101 }, (_, i) => `b${i}`)}], {'C\${X}\${Y}': 1}]}]`,
      ),
      'the loops of the template make more than 10000 copies',
    ],
    [
      'too many resources',
      withLoop(`Fn::ForEach::L: [X, [${Array.from({ length: 501 }, (_, i) => i)}], {'C\${X}': ${COPY}}]`),
      'Resources: has 501 entries; CloudFormation accepts at most 500',
    ],
    [
      'a loop in Parameters',
      withLoop(`C: ${COPY}`, `Parameters:\n  Fn::ForEach::L: [X, [A], {'C\${X}': {Type: String}}]`),
      'Parameters.Fn::ForEach::L: Fn::ForEach is not allowed in Parameters',
    ],
    [
      'a loop in Mappings',
      withLoop(`C: ${COPY}`, `Mappings:\n  Fn::ForEach::L: [X, [A], {'C\${X}': {a: {b: c}}}]`),
      'Mappings.Fn::ForEach::L: Fn::ForEach is not allowed in Mappings',
    ],
    [
      'a wrong property in a copy',
      withLoop(
        `Fn::ForEach::L:\n    - X\n    - [A, B]\n    - 'C\${X}':\n        Type: TF::Alicloud::ImageCopy\n        Properties:\n          SourceImageId: m-1\n          SourceRegionId: cn-hangzhou\n          Extra: 1`,
      ),
      't.yaml:11:11: Resources.CB.Properties.Extra: there is no such property',
    ],
    [
      'an unknown function in a copy',
      withLoop(
        `Fn::ForEach::L:\n    - X\n    - [A]\n    - 'C\${X}':\n        Type: TF::Alicloud::ImageCopy\n        Properties:\n          SourceImageId: !Foo m-1\n          SourceRegionId: cn-hangzhou`,
      ),
      't.yaml:9:11: Resources.CA.Properties.SourceImageId.Fn::Foo: there is no function Fn::Foo',
    ],
    [
      'an item that Fn::Length cannot count',
      withLoop(`C: ${COPY}`, 'Outputs:\n  O: {Value: {Fn::Length: abc}}'),
      'Outputs.O.Value.Fn::Length: needs a list to count, but got "abc"',
    ],
  ])('%s', (_name, text, expected) => {
    expect(problemsOf(text)).toContain(expected);
  });

  it('never throws anything but its own errors, whatever stands in a loop', () => {
    const part = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<Json>({ Ref: 'X' }, { 'Fn::Sub': '${X}' }, { 'Fn::GetAtt': [[], {}] }),
    );
    const anyLoop = fc.oneof(
      fc.jsonValue(),
      fc.tuple(part, part, part),
      fc.tuple(fc.constant('X'), fc.array(part), fc.dictionary(fc.constantFrom('${X}', 'Fn::ForEach::M', 'C'), part)),
    );
    fc.assert(
      fc.property(anyLoop, (value) => {
        const text = JSON.stringify({ ...TRANSFORM, Resources: { One: copy(), 'Fn::ForEach::L': value } });
        try {
          bindTemplate(readTemplate(readSource('t.json', text), types), {}, {});
        } catch (error) {
          expect(error instanceof Error && error.name).toBe('TemplateError');
        }
      }),
    );
  });
});
