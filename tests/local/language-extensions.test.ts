/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: loops and Fn::Sub write their variables like that */

import type { Json } from '../../local/json';
import { bind, templateOf } from './helpers';
import { bound, copy, propertiesOf, TRANSFORM } from './loops';

describe('the other language extensions', () => {
  const description = (value: Json): Json | undefined => {
    const template = templateOf(
      { One: {}, Two: { Properties: { Description: value } } },
      {
        ...TRANSFORM,
        Parameters: { L: { Type: 'CommaDelimitedList', Default: 'a,b,c' } },
        Mappings: { M: { a: { b: 'found' } } },
      },
    );
    return propertiesOf(bind(template), 'Two').Description;
  };

  it.each<[string, Json, Json]>([
    ['Fn::Length of a list', { 'Fn::Sub': ['${N} items', { N: { 'Fn::Length': ['x', { Ref: 'L' }] } }] }, '2 items'],
    ['Fn::Length of a parameter', { 'Fn::Sub': ['${N} items', { N: { 'Fn::Length': { Ref: 'L' } } }] }, '3 items'],
    [
      'Fn::ToJsonString',
      { 'Fn::ToJsonString': { a: [1, { Ref: 'L' }], b: { Ref: 'AWS::NoValue' } } },
      '{"a":[1,["a","b","c"]]}',
    ],
    ['Fn::ToJsonString of an attribute', { 'Fn::ToJsonString': [{ 'Fn::GetAtt': 'One.Id' }] }, '["Id of One"]'],
    ['DefaultValue', { 'Fn::FindInMap': ['M', 'a', 'x', { DefaultValue: 'other' }] }, 'other'],
    ['DefaultValue that is not needed', { 'Fn::FindInMap': ['M', 'a', 'b', { DefaultValue: 'other' }] }, 'found'],
  ])('%s', (_name, value, expected) => {
    expect(description(value)).toBe(expected);
  });

  it.each<[string, Json]>([
    ['an attribute', { 'Fn::GetAtt': 'One.SnapshotIds' }],
    ['what Split makes of one', { 'Fn::Split': ['/', { Ref: 'One' }] }],
    ['items that depend on one', ['a', { 'Fn::GetAtt': 'One.Id' }]],
  ])('count no list that is only known when a resource exists: %s', (_name, list) => {
    expect(() => description({ 'Fn::Sub': ['${N} items', { N: { 'Fn::Length': list } }] })).toThrow(
      'Fn::Length: CloudFormation cannot count a list that is known only when a resource exists',
    );
  });

  it('let a parameter choose what becomes of a resource', () => {
    const template = {
      Parameters: { Keep: { Type: 'String', Default: 'Retain' } },
      Conditions: { Kept: { 'Fn::Equals': [{ Ref: 'Keep' }, 'Retain'] } },
      Resources: {
        One: copy(
          {},
          { DeletionPolicy: { Ref: 'Keep' }, UpdateReplacePolicy: { 'Fn::If': ['Kept', 'Retain', 'Delete'] } },
        ),
      },
    };
    expect(bound(template).resources).toMatchObject([{ deletionPolicy: 'Retain', updateReplacePolicy: 'Retain' }]);
    const other = bound(template, { Keep: 'RetainExceptOnCreate' });
    expect(other.resources).toMatchObject([{ deletionPolicy: 'RetainExceptOnCreate', updateReplacePolicy: 'Delete' }]);
    expect(() => bound(template, { Keep: 'Snapshot' })).toThrow(
      'Resources.One.DeletionPolicy: "Snapshot" is not supported',
    );
  });
});
