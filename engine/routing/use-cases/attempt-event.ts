import { domainEvent } from '../../account/event-schema.ts';
import type { EventMessage } from '../../ports/dead-letters.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { type RoutePorts, route } from './route.ts';

export type AttemptPorts = RoutePorts & PortsWith<'deadLetters'>;

/** `failed`: it stays in the queue, and the account's later events wait. `givenUp`: they continue without it. */
export type Attempt = { outcome: 'routed' } | { outcome: 'failed' | 'givenUp'; error: unknown };

export const maxAttempts = 5;

/**
 * Routes the event of a message, and dead-letters it after five attempts of its own. From the second delivery on an attempt is
 * counted before it begins, so that an event that crashes the process is dead-lettered, too; the first is not counted.
 * @throws Error if the counter or the dead-letter queue fails: the message is redelivered
 */
export const attemptEvent = async (message: EventMessage, ports: AttemptPorts): Promise<Attempt> => {
  const { deadLetters } = ports;
  const counted = message.receives > 1 ? await deadLetters.countTry(message) : undefined;
  if (counted !== undefined && counted > maxAttempts) {
    await deadLetters.giveUp(message);
    return { outcome: 'givenUp', error: new EventEndsProcess() };
  }
  try {
    await route(domainEvent.parse(JSON.parse(message.body)), ports, { isLastAttempt: counted === maxAttempts });
    return { outcome: 'routed' };
  } catch (error) {
    if ((counted ?? (await deadLetters.countTry(message))) < maxAttempts) return { outcome: 'failed', error };
    await deadLetters.giveUp(message);
    return { outcome: 'givenUp', error };
  }
};

/** No attempt finished: the event exceeds the function's memory or timeout. */
export class EventEndsProcess extends Error {
  override readonly name = 'EventEndsProcess';
}
