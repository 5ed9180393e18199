import { eventMessage } from '../adapters/aws/queue-messages.ts';
import type { Queues } from '../local/queues.ts';
import { eventsQueue } from '../local/world.ts';
import type { Queue } from '../ports/ports.ts';

/** The world's FIFO queue of events. */
export const memoryQueue = (queues: Queues): Queue => {
  const queue = queues.get(eventsQueue);
  return {
    publish: async event => void queue.send(eventMessage(event)),
    publishAll: async events => {
      for (const event of events) queue.send(eventMessage(event));
    },
  };
};
