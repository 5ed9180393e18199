import type { Queues } from '../local/queues.ts';
import type { SweepQueue } from '../ports/sweep-queue.ts';
import { queues as wired } from '../wiring/queues.ts';

/** The world's queue through which a sweep continues in its next call. */
export const memorySweeps = (queues: Queues): SweepQueue => {
  const queue = queues.get(wired.sweep.name);
  return { goOn: async rest => void queue.send({ body: JSON.stringify(rest) }) };
};
