import * as rules from '../../../src/huaweicloud/properties/rules';
import { TAGS } from '../../../src/huaweicloud/properties/tags';
import type { Rule } from '../../../src/resource/rules';
import fc, { anyText } from '../../support/fast-check';

const UUID = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';
const JOB = 'ff8080814dbd65d7014dbe0d84db0013';
const CHINESE = '镜像';

/** What a rule takes, and what it says to the rest, by its words. */
type Row = readonly [name: string, rule: Rule, right: readonly string[], wrong: Readonly<Record<string, string[]>>];

const ROWS: readonly Row[] = [
  [
    'a region',
    rules.regionRule,
    ['cn-north-4', 'eu-west-101', 'my-kualalumpur-1', 'na-mexico-1', 'ae-ad-1', 'eu-de'],
    {
      'not the name of a sub-project': ['cn-north-4_team', '_'],
      'must be a region ID such as cn-north-4': [
        '',
        'cn',
        'CN-north-4',
        'cn-north-4/',
        'cn.north',
        ' cn-north-4',
        'x-1',
      ],
    },
  ],
  [
    'the ID of an image',
    rules.imageIdRule,
    [UUID],
    { 'must be an image ID such as': ['', JOB, UUID.toUpperCase(), `${UUID}0`, `${UUID}/`, `tfcfn-request-${JOB}`] },
  ],
  [
    'what stands in an identifier after the region',
    rules.handleRule,
    [UUID, JOB, `tfcfn-request-${JOB}`],
    {
      'must be the ID of a job, a request or an image': ['', 'm-1', `${JOB}0`, JOB.toUpperCase(), 'tfcfn-request-1'],
    },
  ],
  [
    'a name',
    rules.nameRule,
    ['a', '4', 'a b', `${CHINESE}_1.0-a`, '-', 'a'.repeat(128)],
    {
      'must have 1 to 128 characters': ['', 'a'.repeat(129)],
      'must not begin or end with a space': [' a', 'a ', ' '],
      'must consist of Chinese or English letters': ['a/b', 'é', 'a\nb', 'a\tb', 'a<b', 'a:b', '🙂'],
    },
  ],
  [
    'a description',
    rules.descriptionRule,
    ['a', ' ', `${CHINESE}: "it's" (1/2) – 🙂`, 'a'.repeat(1024), 'tfcfn'],
    {
      'must have 1 to 1024 characters': ['', 'a'.repeat(1025)],
      'must not contain < or > or line breaks': ['a<b', 'a>b', 'a\rb', 'a\nb', '\n'],
      'must not begin with tfcfn-request-': [`tfcfn-request-${JOB}`, 'tfcfn-request-x'],
    },
  ],
  [
    'a key',
    rules.kmsKeyRule,
    [UUID],
    { 'must be a key ID such as': ['', 'ims/default', 'a b', 'a'.repeat(65), 'urn:key'] },
  ],
  ['a vault', rules.vaultRule, [UUID], { 'must be a vault ID such as': ['', 'my vault', 'a'.repeat(65)] }],
  [
    'an enterprise project',
    rules.enterpriseProjectRule,
    ['0', UUID, JOB],
    { 'must be an enterprise project ID such as': ['', '1', 'all_granted_eps', 'default', `${UUID}0`] },
  ],
  [
    'an agency',
    rules.agencyNameRule,
    ['ims_copy_agency', 'ims admin (agency)', CHINESE, 'a'.repeat(64)],
    {
      'must have 1 to 64 characters': ['', 'a'.repeat(65)],
      'must be the name of an agency, not a URN': ['iam::1:agency:a', 'a/b', 'a\nb'],
    },
  ],
  [
    'the key of a tag',
    TAGS.key,
    ['team', 'a b', 'a:b', CHINESE, 'Owner@example.com', 'a'.repeat(36), 'tfcfn'],
    {
      'must have 1 to 36 characters': ['', 'a'.repeat(37)],
      'must not begin with aws:': ['aws:a', 'AWS:a'],
      'must not begin with tfcfn-': ['tfcfn-request', 'Tfcfn-x'],
      'must not begin or end with a space': [' a', 'a ', '\ta'],
      'must not contain = * < >': [...'=*<>\\,|/'].map((one) => `a${one}b`),
      'or a control character': ['a\nb', 'a\u0000b'],
    },
  ],
  [
    'the value of a tag',
    TAGS.value,
    ['', '1.0', 'a b', 'a:b', CHINESE, 'a'.repeat(43), 'tfcfn-x'],
    {
      'must have 0 to 43 characters': ['a'.repeat(44)],
      'must not begin or end with a space': [' ', ' a', 'a '],
      'must not contain = * < >': [...'=*<>\\,|/'],
    },
  ],
];

describe.each(ROWS)('%s', (_, rule, right, wrong) => {
  it.each(right)('may be %j', (text) => {
    expect(rule(text)).toBeUndefined();
  });

  it.each(Object.entries(wrong).flatMap(([says, texts]) => texts.map((text) => [says, text] as const)))(
    'says "%s" of %j',
    (says, text) => {
      expect(rule(text)).toContain(says);
    },
  );
});

describe('tags of a stack', () => {
  const tagText = fc.oneof(anyText(), fc.stringMatching(/^[\w.: -]{0,50}$/));
  const fits = (rule: Rule | undefined, text: string): boolean => rule?.(text) === undefined;

  it('are those that every page allows, and none that a resource may not have', () => {
    fc.assert(
      fc.property(tagText, (text) => {
        if (fits(TAGS.ofStack?.key, text))
          expect([text, TAGS.key(text)]).toEqual([expect.stringMatching(/^[\w-]+$/), undefined]);
        if (fits(TAGS.ofStack?.value, text)) {
          expect([text, TAGS.value(text)]).toEqual([expect.stringMatching(/^[\w.-]*$/), undefined]);
        }
      }),
    );
  });

  it.each(['cost-center', 'Team_1', 'a', 'a'.repeat(36)])('with the key %j are set', (key) => {
    expect(TAGS.ofStack?.key(key)).toBeUndefined();
  });

  it.each(['', 'team/name', 'a b', 'aws:x', 'tfcfn-request', 'a.b', CHINESE, 'a'.repeat(37)])(
    'with the key %j are not',
    (key) => {
      expect(TAGS.ofStack?.key(key)).toEqual(expect.any(String));
    },
  );

  it.each(['', '1.0', 'Team_a-b', 'a'.repeat(43)])('with the value %j are set', (value) => {
    expect(TAGS.ofStack?.value(value)).toBeUndefined();
  });

  it.each(['a b', 'a/b', ' a', 'a:', CHINESE, 'a'.repeat(44)])('with the value %j are not', (value) => {
    expect(TAGS.ofStack?.value(value)).toEqual(expect.any(String));
  });
});
