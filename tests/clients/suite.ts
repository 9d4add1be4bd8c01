import { type Client, pinned, stepsOf } from './clients';
import { missingMessage, missingOf } from './missing';
import { type Performance, type Played, play } from './play';
import { writeResult } from './results';

/** The tests of a client: it leads its life once, and every step is held against what the life says. */
export function testClient(client: Client): void {
  const missing = missingOf(client.tools);
  if (missing) testMissing(client, missing);
  else testPresent(client);
}

function testMissing(client: Client, missing: { readonly name: string; readonly allowed: boolean }): void {
  it(`DID NOT RUN: ${missing.name} is missing`, () => {
    const message = missingMessage(missing.name);
    console.warn(`${client.name} DID NOT RUN: ${message}`);
    writeResult(client, `did not run: ${missing.name} is missing`);
    expect({ message, allowed: missing.allowed }).toEqual({ message, allowed: true });
  });
}

function testPresent(client: Client): void {
  const steps = stepsOf(client);
  let played: Performance;
  let passed = 0;
  beforeAll(async () => {
    played = await play(client);
  });
  afterAll(() => writeResult(client, `${passed} of ${steps.length} steps pass`));

  it('is the version that is pinned', () => {
    const wanted = Object.entries(client.packages).map(([name, file]) => [name, pinned(name, file)]);
    const ran = Object.entries(played.versions).map(([name, version]) => [name, version.replace(/^v/, '')]);
    expect(Object.fromEntries(ran)).toEqual(Object.fromEntries(wanted));
  });

  it.each(steps.map(({ name }, index) => ({ name, index })))('$name', ({ index }) => {
    const one = played.steps[index];
    if (!one) throw new Error('the life ended before');
    checkStep(client, one);
    passed += 1;
  });
}

function checkStep(client: Client, { step, told, calls, expected }: Played): void {
  const { refused } = step;
  const requestId = calls.at(-1)?.requestId;
  if (refused) {
    const code = client.rewrites?.[refused.code] ?? refused.code;
    const error = { type: expect.stringMatching(client.errorType), status: refused.status, code, requestId };
    expect(told).toEqual({ error });
    return;
  }
  expect(told).toEqual({ body: expect.anything() });
  if (told.body && Object.hasOwn(told.body, 'RequestId')) expect(told.body.RequestId).toBe(requestId);
  expect(told.body).toMatchObject(expected ?? {});
  // A client may take a refusal for the answer that there is nothing.
  expect(calls.map(({ status }) => status)).not.toEqual([]);
  expect(calls.filter(({ status }) => status < 200 || status >= 300)).toEqual([]);
}
