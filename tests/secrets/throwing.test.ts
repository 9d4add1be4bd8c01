import path from 'node:path';
import { Action } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { CANARIES, findCanaries } from '../../simulator/index';
import { entrypointsOf, type Handler } from '../../src/cloudformation/entrypoint';
import type { InvocationLog } from '../../src/cloudformation/log';
import type * as Models from '../../src/models';
import { identifierOf } from '../support/contract';
import { STAGED_TYPES } from '../support/types/index';
import type { StagedCloud, StagedType } from '../support/types/staged-type';

const SECRET = `key/${CANARIES['AccessKey secret']}+"x"`;
const TOKEN = `token/${CANARIES['security token']}`;

/** The generated models of a type; those of the root's have the same form. */
const modelsOf = ({ folder }: Pick<StagedType, 'folder'>): typeof Models => require(path.join(folder, 'src', 'models'));

/** What calls a handler that throws by the entrypoint of a type around it, and returns what that answered and logged. */
const invoker = (type: StagedType<StagedCloud>) => async (handler: (log: InvocationLog) => never) => {
  const { ResourceModel, TypeConfigurationModel } = modelsOf(type);
  const lines: string[] = [];
  const handlers = new Map<Action, Handler<Models.ResourceModel, Models.TypeConfigurationModel>>([
    [Action.Read, async (_session, _request, _context, log) => handler(log)],
  ]);
  const { entrypoint } = entrypointsOf<Models.ResourceModel, Models.TypeConfigurationModel>(
    {
      name: type.name,
      handlers,
      model: ResourceModel,
      configuration: TypeConfigurationModel,
      identifier: identifierOf(type.schema),
    },
    { write: (line) => lines.push(line), now: () => 1_700_000_000_000, after: () => () => undefined },
  );
  const accessKey = { AccessKeyId: 'id', AccessKeySecret: SECRET };
  const event = {
    action: 'READ',
    bearerToken: `bearer-${CANARIES['bearer token']}`,
    requestData: { typeConfiguration: type.typeConfiguration({ accessKey, url: 'http://127.0.0.1:9' }) },
  };
  return { answer: await entrypoint(event), lines };
};

/** What a library may throw. */
const THROWN: Readonly<Record<string, () => unknown>> = {
  'an error with a URL': () => new Error(`POST https://sts.aliyuncs.com/?Token=${encodeURIComponent(SECRET)} failed.`),
  'an error with a code of CloudFormation': () => Object.assign(new Error(`so: ${SECRET}`), { code: 'NetworkFailure' }),
  'an error with a cause': () => new Error('so', { cause: new Error(SECRET) }),
  'an error with the request': () =>
    Object.assign(new Error(`so ${SECRET}`), {
      config: { headers: { authorization: SECRET } },
      data: { Message: SECRET },
    }),
  'an error by the name of a secret': () => Object.assign(new Error('so'), { name: SECRET }),
  'several errors': () => new AggregateError([new Error(SECRET)], `so ${SECRET}`),
  'an error whose stack has a secret': () =>
    Object.assign(new Error('so'), { stack: `Error: so\n    at ${SECRET}:1:1` }),
  'a text': () => SECRET,
  'an object': () => ({ message: SECRET, toString: () => SECRET }),
  'an error out of two halves in JSON': () => new Error(JSON.stringify({ inner: JSON.stringify({ SECRET }) })),
};

describe.each(STAGED_TYPES.map((type) => [type.name, invoker(type)] as const))(
  'what a handler of %s throws',
  (_name, invoke) => {
    it.each(Object.entries(THROWN))('%s: no secret of the event is answered or logged', async (_, make) => {
      const { answer, lines } = await invoke(() => {
        throw make();
      });
      expect(answer.status).toBe('FAILED');
      expect(findCanaries(JSON.stringify(answer) + lines.join('\n'))).toEqual([]);
      expect(lines).toHaveLength(1);
    });

    it('the log has the stack of a fault and of what caused it, and of nothing else', async () => {
      const stackOf = async (thrown: unknown) => {
        const { lines } = await invoke(() => {
          throw thrown;
        });
        return Object(JSON.parse(lines[0] ?? '')).stack;
      };
      const circle: Error & { cause?: unknown } = new Error('round');
      circle.cause = circle;
      const cause = new TypeError(`of ${SECRET}`);
      expect(await stackOf(new Error('outer', { cause }))).toMatch(
        /^Error: outer\n {4}at .*\ncaused by TypeError: of <REDACTED>\n {4}at /s,
      );
      expect(await stackOf(circle)).toMatch(/^Error: round\n/);
      expect(await stackOf(Object.assign(new Error('so', { cause }), { code: 'NotFound' }))).toBeUndefined();
    });

    it('no part of a secret is left where a long message is cut', async () => {
      for (let before = 940; before < 1_005; before += 3) {
        const { answer, lines } = await invoke(() => {
          throw Object.assign(new Error('x'.repeat(before) + SECRET), { code: 'NotFound' });
        });
        const seen = String(answer.message) + lines.join();
        expect(String(answer.message).length).toBeLessThanOrEqual(1_000);
        expect([seen.includes('key'), seen.includes(SECRET.slice(0, 6))]).toEqual([false, false]);
      }
    });

    it('a secret that the log was told of is hidden, and one that it was not is found by this test', async () => {
      const told = await invoke((log) => {
        log.hide(TOKEN);
        log.log(`got ${TOKEN}`);
        throw Object.assign(new Error(`so: ${TOKEN}`), { code: 'AccessDenied' });
      });
      expect(told.answer.message).toBe('so: <REDACTED>');
      expect(findCanaries(told.lines.join('\n'))).toEqual([]);
      const untold = await invoke(() => {
        throw Object.assign(new Error(`so: ${TOKEN}`), { code: 'AccessDenied' });
      });
      expect(findCanaries(String(untold.answer.message)).map(({ kind }) => kind)).toEqual(['security token']);
    });

    it('a secret of one invocation is none of the next', async () => {
      await invoke((log) => {
        log.hide('a-word-of-many');
        throw new Error('so');
      });
      const { answer } = await invoke(() => {
        throw Object.assign(new Error('a-word-of-many'), { code: 'NotFound' });
      });
      expect(answer.message).toBe('a-word-of-many');
    });
  },
);
