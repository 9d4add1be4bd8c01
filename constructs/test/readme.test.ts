import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { propertiesOf, type Template } from './app';

const FOLDER = path.join(__dirname, '..');

describe('the example of the README', () => {
  it('synthesizes', () => {
    const readme = readFileSync(path.join(FOLDER, 'README.md'), 'utf8');
    const [, example = ''] = /```ts\n(.*?)```/s.exec(readme) ?? [];
    const { outputFiles } = buildSync({
      stdin: {
        contents: `${example}\nexport const { template } = stack.node.root.synth().getStackByName('Images');`,
        loader: 'ts',
        resolveDir: FOLDER,
      },
      alias: { 'tf-alicloud-imagecopy-cdk': path.join(FOLDER, 'src', 'index.ts') },
      bundle: true,
      external: ['aws-cdk-lib', 'constructs'],
      platform: 'node',
      write: false,
    });
    const module: { exports: { template?: Template } } = { exports: {} };
    new Function('module', 'require', outputFiles[0]?.text ?? '')(module, require);
    const { template } = module.exports;
    expect(template && propertiesOf(template)).toMatchObject({ Timeouts: { Create: '3h' }, Tags: [{ Key: 'team' }] });
    expect(template?.Outputs).toHaveProperty('ImageId');
  });
});
