import { coldStartIn } from '../../bench/cold-start';

const INIT = '26 Nov 2026 10:28:27,325 [INFO] (rapid) INIT REPORT(durationMs: 65.854000)';
const first = (duration: string, status = 'success') =>
  `26 Nov 2026 10:28:27,348 [INFO] (rapid) INVOKE RTDONE(status: ${status}, produced bytes: 0, duration: ${duration}ms)`;

describe('a cold start on the emulator', () => {
  it('took as long as the emulator says, the first invocation apart', () => {
    expect(coldStartIn(['something else', INIT, first('22.817000'), first('5.819000')])).toEqual({
      init: 65.854,
      first: 22.817,
    });
  });

  it.each([
    ['no INIT', [first('22.8')]],
    ['no invocation that went well', [INIT, first('22.8', 'failure')]],
    ['nothing', []],
  ])('is not measured by lines that say %s', (_, lines) => {
    expect(() => coldStartIn(lines)).toThrow('does not say how long it took');
  });
});
