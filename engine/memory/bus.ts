import type { BusEvent } from '../local/world.ts';
import type { Bus } from '../ports/sinks.ts';

/** Records the events put on any bus. */
export const memoryBus = (events: BusEvent[], now: () => number): Bus => ({
  put: async (bus, type, detail) => {
    events.push({ at: now(), bus, source: 'daymark', type, detail: JSON.parse(JSON.stringify(detail)) });
  },
});
