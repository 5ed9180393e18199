import { noticeDelaySeconds } from '../adapters/aws/queue-messages.ts';
import type { Queues } from '../local/queues.ts';
import type { Notices } from '../ports/notices.ts';
import { queues as wired } from '../wiring/queues.ts';

/** The world's queue of notices about tasks. */
export const memoryNotices = (queues: Queues): Notices => {
  const queue = queues.get(wired.notices.name);
  return {
    announce: async notice => void queue.send({ body: JSON.stringify(notice), delaySeconds: noticeDelaySeconds }),
  };
};
