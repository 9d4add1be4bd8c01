import path from 'node:path';
import type { Plugin } from 'esbuild';

/** A module that packages of the bundle require, but the handlers never use. */
interface LeftOut {
  /** The file below `node_modules`. */
  readonly file: string;
  /** Why the handlers do not need it. */
  readonly reason: string;
  /** The code that replaces it; by default a module that throws at its first use. */
  readonly replacement?: string;
}

const NO_WEBSOCKET = 'ECS is asked over HTTP; pulls in ws, socks, ip-address and the proxy agents';
/** The folder of the library's files. */
const LIBRARY = '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib/dist';
const KEYS_ARE_GIVEN = 'the type configuration has the keys: what the machine itself knows must not be tried';

/** The modules that the bundle leaves out. A row that matches no module fails the build. */
export const LEFT_OUT: readonly LeftOut[] = [
  { file: '@darabonba/typescript/dist/websocket.js', reason: NO_WEBSOCKET },
  { file: '@alicloud/openapi-core/dist/websocketUtils/index.js', reason: NO_WEBSOCKET },
  {
    file: '@darabonba/typescript/dist/xml.js',
    reason: 'ECS answers in JSON (bodyType); pulls in xml2js, xmlbuilder and sax',
  },
  { file: '@darabonba/typescript/dist/date.js', reason: 'no model of ECS has a date type; pulls in moment' },
  {
    file: '@darabonba/typescript/dist/file.js',
    reason: 'no call reads or writes a file; makes a cold start wrap six functions of fs',
  },
  { file: '@darabonba/typescript/dist/url.js', reason: 'nothing takes a TeaURL' },
  {
    file: `${LIBRARY}/resource.js`,
    reason: 'src/cloudformation takes the place of BaseResource; pulls in autobind-decorator',
  },
  {
    file: `${LIBRARY}/log-delivery.js`,
    reason: 'src/cloudformation writes the log; pulls in uuid and two clients of aws-sdk',
  },
  { file: `${LIBRARY}/metrics.js`, reason: 'src/cloudformation sends the metrics of an invocation in one call' },
  { file: 'lodash/lodash.js', reason: 'only behind merge() of @darabonba/typescript, which openapi-core never calls' },
  ...[
    'bearer_token_credential',
    'rsa_key_pair_credential',
    'providers/cli_profile',
    'providers/default',
    'providers/ecs_ram_role',
    'providers/env',
    'providers/oidc_role_arn',
    'providers/profile',
    'providers/ram_role_arn',
    'providers/uri',
  ].map((name) => ({ file: `@alicloud/credentials/dist/src/${name}.js`, reason: KEYS_ARE_GIVEN })),
  {
    file: 'debug/src/index.js',
    reason: 'DEBUG=httpx:* would print the signed headers of every request',
    replacement: 'module.exports = () => Object.assign(() => {}, { enabled: false });',
  },
  {
    file: 'reflect-metadata/Reflect.js',
    reason:
      'no property has a type that class-transformer would have to find out by itself; each one of the library costs a cold start',
    replacement: 'Reflect.getMetadata = () => undefined;',
  },
  {
    file: 'string.prototype.replaceall/index.js',
    reason: 'Node.js has it; pulls in es-abstract',
    replacement: 'module.exports = (text, search, value) => String(text).replaceAll(search, value);',
  },
];

/** A module that can be imported, re-exported and named, and throws as soon as it is called or used as a class. */
function refusal(file: string): string {
  const message = JSON.stringify(`${file} is not part of this bundle, see tools/left-out.ts`);
  return `
    const refuse = () => { throw new Error(${message}); };
    const nothing = new Proxy(function () {}, {
      apply: refuse,
      construct: refuse,
      get: (target, key) =>
        key === '__esModule' ? true : key === 'default' ? nothing : typeof key === 'symbol' || key === 'prototype' ? target[key] : refuse,
    });
    module.exports = nothing;`;
}

/**
 * The esbuild plugin that leaves out the modules of a table.
 *
 * @param met receives the modules that it met, for {@link notMet} on several builds. By default, this build is checked alone.
 * @throws at the end of a build that is checked alone, if a row met no module.
 */
export function leaveOut(table: readonly LeftOut[] = LEFT_OUT, met?: Set<string>): Plugin {
  return {
    name: 'leave-out',
    setup(build) {
      const rows = new Map(table.map((row) => [row.file, row]));
      const seen = met ?? new Set<string>();
      build.onLoad({ filter: /[\\/]node_modules[\\/].*\.js$/ }, (module) => {
        const file = module.path.split(path.sep).join('/').split('/node_modules/').at(-1) ?? '';
        const row = rows.get(file);
        if (!row) return undefined;
        seen.add(file);
        return { contents: row.replacement ?? refusal(file), loader: 'js' };
      });
      if (met === undefined) build.onEnd(() => ({ errors: notMet(table, seen).map((text) => ({ text })) }));
    },
  };
}

/** The rows of a table that met no module, a sentence each: the packages have changed, and the row has to be checked again. */
export function notMet(table: readonly LeftOut[], met: ReadonlySet<string>): string[] {
  return table
    .filter(({ file }) => !met.has(file))
    .map(({ file }) => `${file} is no longer required: take it out of tools/left-out.ts`);
}
