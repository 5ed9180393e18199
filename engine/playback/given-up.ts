import type { Received } from '../local/queue-delivery.ts';
import type { World } from '../local/world.ts';
import { functions } from '../wiring/functions.ts';
import { type QueueName, queues as wired } from '../wiring/queues.ts';

/** Messages whose handler failed until the queue gave up; on AWS they are in the dead-letter queues. */
export const givenUp = ({ queues }: Pick<World, 'queues'>): string[] =>
  Object.entries(functions).flatMap(([name, { queue }]) =>
    queue
      ? queues
          .get(wired[queue.name].name)
          .deadLetters.map(letter => `${timeOf(letter)} ${name} gave up on ${whatOf(letter, queue.name)}`)
      : [],
  );

const timeOf = ({ sentAt }: Received): string => new Date(sentAt).toISOString();

/** Describes a message. Only events are free of personal data, so other messages are not shown. */
const whatOf = ({ body }: Received, queue: QueueName): string => {
  if (queue !== 'events') return 'a message';
  const { name, account, customer, id } = JSON.parse(body) as Record<string, string | undefined>;
  return `"${name}" of ${account ?? customer} (${id})`;
};
