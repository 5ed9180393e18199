import type { Queues } from '../local/queues.ts';
import { eventsQueue } from '../local/world.ts';
import type { DeadLetters } from '../ports/dead-letters.ts';
import { deadLettersOf } from '../wiring/queues.ts';
import { memoryAttempts } from './attempts.ts';
import type { Store } from './store.ts';

/** Counts attempts in the store, and sends dead letters to the world's queue. */
export const memoryDeadLetters = (store: Store, queues: Queues): DeadLetters => {
  const queue = queues.get(deadLettersOf(eventsQueue));
  return {
    ...memoryAttempts(store),
    giveUp: async ({ id, group, body }) => void queue.send({ body, group, deduplication: id }),
  };
};
