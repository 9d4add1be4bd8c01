import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../local/json';
import { bind, templateOf, temporaryFolder } from './helpers';
import { endPrograms, run } from './program';

afterEach(endPrograms);

/** What `cdk synth` adds to a template with its default synthesizer, its many regions left out. */
function synthesized(properties: JsonObject = {}, rest: JsonObject = {}): JsonObject {
  const { Resources: resources } = templateOf({ Copy: { Properties: properties } });
  const metadata = { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2:…' }, Condition: 'CDKMetadataAvailable' };
  const isRegion = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] };
  return {
    Resources: { ...(resources as JsonObject), CDKMetadata: metadata },
    Conditions: { CDKMetadataAvailable: { 'Fn::Or': [{ 'Fn::Or': [isRegion, isRegion] }, isRegion] } },
    Parameters: {
      BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
    },
    Rules: {
      CheckBootstrapVersion: {
        Assertions: [{ Assert: { 'Fn::Not': [{ 'Fn::Contains': [['1', '2'], { Ref: 'BootstrapVersion' }] }] } }],
      },
    },
    ...rest,
  };
}

it('takes what the CDK adds, makes nothing of it, and says so', async () => {
  expect(bind(synthesized()).resources.map(({ logicalId }) => logicalId)).toEqual(['Copy']);
  const file = join(temporaryFolder(), 'images.json');
  writeFileSync(file, JSON.stringify(synthesized()));
  const { code, out } = run('diff', file, '--state', temporaryFolder());
  expect(await code).toBe(0);
  expect(out()).toContain('Nothing is created from CDKMetadata (AWS::CDK::Metadata).');
  expect(out()).toContain('Rules are not checked here: CheckBootstrapVersion.');
  expect(out()).toContain('1 Add, 0 Modify, 0 Remove');
});

const STORED =
  'Parameters.BootstrapVersion: needs the value itself, because AWS Systems Manager is not called here: --parameters BootstrapVersion=…';

it.each<[string, JsonObject, string]>([
  ['a property', synthesized({ Description: { Ref: 'BootstrapVersion' } }), STORED],
  ['a text', synthesized({ Description: { 'Fn::Sub': 'v$' + '{BootstrapVersion}' } }), STORED],
  [
    'a condition',
    synthesized({}, { Conditions: { CDKMetadataAvailable: { 'Fn::Equals': [{ Ref: 'BootstrapVersion' }, '6'] } } }),
    STORED,
  ],
  [
    'a name that a loop needs',
    synthesized(
      {},
      {
        Transform: 'AWS::LanguageExtensions',
        Outputs: { 'Fn::ForEach::Each': ['X', { Ref: 'BootstrapVersion' }, { 'A&{X}': { Value: 'a' } }] },
      },
    ),
    STORED,
  ],
  [
    'the resource',
    synthesized({ Description: { Ref: 'CDKMetadata' } }),
    'there is no parameter or resource CDKMetadata',
  ],
  ['rules that are none', synthesized({}, { Rules: [] }), 'Rules: must be an object'],
])('refuses a use of it: %s', (_, template, message) => {
  expect(() => bind(template)).toThrow(message);
});
