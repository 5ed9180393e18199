import { eventsQueue, feedbackQueue, type LocalCloud } from '../local/local-cloud.ts';
import type { Received } from '../local/queue-delivery.ts';

/** Messages that a handler failed on until the queue gave them up. Whoever deploys finds them in the dead-letter queues. */
export const givenUp = ({ queues }: Pick<LocalCloud, 'queues'>): string[] => [
  ...queues.get(eventsQueue).deadLetters.map(letter => `${timeOf(letter)} route-events gave up on ${eventOf(letter)}`),
  ...queues.get(feedbackQueue).deadLetters.map(letter => `${timeOf(letter)} record-feedback gave up on a message`),
];

const timeOf = ({ sentAt }: Received): string => new Date(sentAt).toISOString();

/** Events in queues carry nothing personal. */
const eventOf = ({ body }: Received): string => {
  const { name, account, customer, id } = JSON.parse(body) as Record<string, string | undefined>;
  return `"${name}" of ${account ?? customer} (${id})`;
};
