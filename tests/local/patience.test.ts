import type { HandlerFunction, Invocation } from '../../local/function/function';
import { withPatience } from '../../local/function/patience';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A function whose invocations end when they are told to, in the order in which they began. */
function slowFunction() {
  const told: string[] = [];
  const open: ((invocation: Invocation) => void)[] = [];
  const slow: HandlerFunction = {
    invoke: () => new Promise((resolve) => open.push(resolve)),
    close: async () => undefined,
  };
  const handlers = withPatience(slow, (text) => void told.push(text));
  const invoke = (action: string, logicalResourceId: string): Promise<Invocation> =>
    handlers.invoke({ action, requestData: { logicalResourceId } });
  return { told, invoke, answer: () => open.shift()?.({ outcome: 'answered', answer: null }) };
}

it('says that an answer is waited for, once it takes long', async () => {
  const { told, invoke, answer } = slowFunction();
  const running = invoke('READ', 'Copy');
  await jest.advanceTimersByTimeAsync(4_999);
  expect(told).toEqual([]);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(['READ of Copy: no answer for 5 s, still waiting.']);
  answer();
  expect(await running).toEqual({ outcome: 'answered', answer: null });
});

it('says nothing of what is quick', async () => {
  const { told, invoke, answer } = slowFunction();
  const running = invoke('READ', 'Copy');
  answer();
  await running;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual([]);
});

it('says it of one only while several wait, and again when all of them have ended', async () => {
  const { told, invoke, answer } = slowFunction();
  const both = [invoke('READ', 'One'), invoke('READ', 'Two')];
  await jest.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual(['READ of One: no answer for 5 s, still waiting.']);
  answer();
  answer();
  await Promise.all(both);
  const last = invoke('LIST', 'token');
  await jest.advanceTimersByTimeAsync(5_000);
  expect(told.slice(1)).toEqual(['LIST: no answer for 5 s, still waiting.']);
  answer();
  await last;
});
