import { createClock, type SimulatorClock } from '../../simulator/index';

/**
 * Simulators that tests start, whose clocks stand still until they are turned; `stop` ends those that run, after each test.
 *
 * @param start starts one on a clock
 */
export function running<Simulator extends { close(): Promise<void> }, Options extends object>(
  start: (options: Options & { readonly clock: SimulatorClock }) => Promise<Simulator>,
) {
  const simulators = new Set<Simulator>();
  return {
    async start(options: Options): Promise<Simulator> {
      const simulator = await start({ clock: createClock({ speed: 0 }), ...options });
      simulators.add(simulator);
      return simulator;
    },
    async stop(): Promise<void> {
      await Promise.all([...simulators].map((simulator) => simulator.close()));
      simulators.clear();
    },
  };
}
