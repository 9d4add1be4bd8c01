import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { switchesOf } from '../../simulator/alibaba/account/people';
import { type CloudOptions, type Clouds, startClouds } from '../../simulator/clouds';
import type { Switches } from '../../simulator/common/people';
import { switchesOf as huaweiSwitchesOf } from '../../simulator/huaweicloud/people';
import { configurationsByType, startAlibabaSimulator, startHuaweiSimulator } from '../../simulator/index';
import { templateOf, temporaryFolder } from '../local/helpers';
import { endPrograms, run } from '../local/program';

let clouds: Clouds | undefined;
let lines: string[] = [];

afterEach(async () => {
  await endPrograms();
  await Promise.all((clouds?.served ?? []).map((cloud) => cloud.close()));
  clouds = undefined;
});

/** Starts the clouds, with the address at which people do things to images. */
async function start(options: Partial<CloudOptions> = {}): Promise<{ clouds: Clouds; url: string }> {
  lines = [];
  clouds = await startClouds({ port: 0, speed: 1000, ...options }, (line) => void lines.push(line));
  const greeting = clouds.served.flatMap((cloud) => cloud.greeting).join('\n');
  const [, url = ''] = /curl -X PUT (\S+)\/images\/REGION\/IMAGE\/WORD/.exec(greeting) ?? [];
  return { clouds, url };
}

async function ask(url: string, method = 'PUT'): Promise<string> {
  const answer = await fetch(url, { method });
  return `${answer.status} ${await answer.text()}`;
}

const GOLDEN = 'images/cn-hangzhou/m-bp1golden0ubuntu24';
const PRIVATE = 'images/cn-x-env30-d01/m-env30golden0ubuntu';
const FAR = 'images/cn-north-4/7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';

it.each([
  [GOLDEN, 'in-use', 'm-bp1golden0ubuntu24 in cn-hangzhou', 'in use by an instance'],
  [GOLDEN, 'shared', 'm-bp1golden0ubuntu24 in cn-hangzhou', 'shared with another account'],
  [GOLDEN, 'public', 'm-bp1golden0ubuntu24 in cn-hangzhou', 'a community image'],
  [GOLDEN, 'deprecated', 'm-bp1golden0ubuntu24 in cn-hangzhou', 'deprecated'],
  [PRIVATE, 'in-use', 'm-env30golden0ubuntu in cn-x-env30-d01', 'in use by an instance'],
  [FAR, 'protected', '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c in cn-north-4', 'protected from deletion'],
  [FAR, 'exporting', '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c in cn-north-4', 'being exported'],
])('%s/%s is set and taken back', async (image, word, named, means) => {
  const { url } = await start();
  expect(await ask(`${url}/${image}/${word}`)).toBe(`200 ${named} is ${means}.\n`);
  expect(await ask(`${url}/${image}/${word}`, 'DELETE')).toBe(`200 ${named} is no longer ${means}.\n`);
  expect(lines.map((line) => line.replace(/^\S+ {2}/, ''))).toEqual([
    `PUT /${image}/${word}  200`,
    `DELETE /${image}/${word}  200`,
  ]);
});

describe('each switch changes the image in its own way, and back', () => {
  it.each<
    [
      string,
      () => Promise<{ image(): unknown; byWord: Switches['byWord']; place: [string, string]; close(): Promise<void> }>,
    ]
  >([
    [
      'Alibaba Cloud',
      async () => {
        const { world, close } = await startAlibabaSimulator();
        const place: [string, string] = ['cn-hangzhou', 'm-bp1golden0ubuntu24'];
        return { image: () => world.image(...place), byWord: switchesOf('', world).byWord, place, close };
      },
    ],
    [
      'Huawei Cloud',
      async () => {
        const { world, close } = await startHuaweiSimulator();
        const place: [string, string] = ['cn-north-4', '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c'];
        return { image: () => world.image(...place), byWord: huaweiSwitchesOf('', world).byWord, place, close };
      },
    ],
  ])('%s', async (_, open) => {
    const { image, byWord, place, close } = await open();
    const before = image();
    const states = Object.values(byWord).map(({ set }) => {
      set(...place, true);
      const state = JSON.stringify(image(), (_key, value) => (value instanceof Map ? [...value] : value));
      set(...place, false);
      expect(image()).toEqual(before);
      return state;
    });
    await close();
    expect(new Set([...states, JSON.stringify(before)]).size).toBe(states.length + 1);
  });
});

it.each<[string, string, string]>([
  ['/', 'GET', '404 To change images as people do while it runs: curl -X PUT http://'],
  [`/${GOLDEN}`, 'PUT', '404 To change images as people do while it runs'],
  [`/${GOLDEN}/in-use/more`, 'PUT', '404 To change images as people do while it runs'],
  [
    '/images/cn-hangzhou/m-none/in-use',
    'PUT',
    '404 There is no image m-none in cn-hangzhou. npm start -- list TYPE --region cn-hangzhou shows those of a type.',
  ],
  [`/${GOLDEN}/toString`, 'PUT', '404 Alibaba Cloud has no toString: WORD is in-use, shared, public, deprecated.'],
  [`/${FAR}/in-use`, 'PUT', '404 Huawei Cloud has no in-use: WORD is protected, exporting.'],
  [
    `/${GOLDEN}/in-use`,
    'POST',
    '405 PUT makes m-bp1golden0ubuntu24 in cn-hangzhou in use by an instance, DELETE reverts that; POST does nothing.',
  ],
  [
    `/${GOLDEN}/deprecated`,
    'DELETE',
    '409 m-bp1golden0ubuntu24 in cn-hangzhou is Available, and must be Deprecated for that.',
  ],
  ['/images/cn%1B/%zz/in-use', 'PUT', '404 There is no image'],
])('%s by %s says what to do instead', async (path, method, expected) => {
  const { url } = await start();
  const answer = await ask(url + path, method);
  expect(answer.startsWith(expected) ? expected : answer).toBe(expected);
  expect(answer).not.toContain('\u001b');
});

it('a copy in use stays in its stack until it is free again', async () => {
  const { clouds: running, url } = await start();
  const folder = temporaryFolder();
  const [file, template] = [join(folder, 'simulator.json'), join(folder, 'copy.json')];
  writeFileSync(file, JSON.stringify(configurationsByType(running.typeConfigurations)));
  const Properties = { SourceImageId: 'm-bp1golden0ubuntu24', DeleteAutoSnapshot: true };
  writeFileSync(template, JSON.stringify(templateOf({ Copy: { Properties } })));
  const ended = async (...words: string[]) => {
    const program = run(...words, '--state', join(folder, 'stacks'));
    return { code: await program.code, out: program.out() };
  };
  const deployed = await ended('deploy', template, '--type-configuration', file, '--json');
  expect(deployed.code).toBe(0);
  const [identifier] = /cn-shanghai\/m-\w+/.exec(deployed.out) ?? [];
  expect(await ask(`${url}/images/${identifier}/in-use`)).toMatch(/^200 /);
  const refused = await ended('delete');
  expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('DELETE_FAILED') });
  expect(await ask(`${url}/images/${identifier}/in-use`, 'DELETE')).toMatch(/^200 /);
  expect(await ended('delete')).toMatchObject({ code: 0, out: expect.stringContaining('DELETE_COMPLETE') });
}, 60_000);
