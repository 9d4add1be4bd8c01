import type { Bar } from './figure';

const KILOBYTES = 1000;

/**
 * What a type's package may weigh, zipped: https://docs.aws.amazon.com/lambda limits it far above; a package that nothing needs shows at
 * once.
 */
export function zipBar(typeName: string): Extract<Bar, { kind: 'most' }> {
  const most = typeName.startsWith('TF::Alicloud::') ? 100 : 120;
  return { kind: 'most', value: most * KILOBYTES, text: `≤ ${most} KB` };
}
