import { domainEvent } from '../../domain/event-schema.ts';
import type { PortsWith } from '../ports.ts';
import { route } from './route.ts';

/** A message of the queue of events. */
export interface EventMessage {
  /** The queue's own id of it: a message that is given back from the dead letters has another. */
  id: string;
  /** Messages of one group, which are of one account, are handled in order. */
  group: string;
  body: string;
  /** How often the queue handed it out, which is also whenever one before it in its group failed. */
  receives: number;
}

/** Tries at events that failed, and where those end that failed too often. */
export interface DeadLetters {
  /** Counts one more try at a message. Returns how many there were with it. */
  countTry(message: EventMessage): Promise<number>;
  /** Puts it where operators find it, and can give it back. Doing it again within five minutes changes nothing. */
  giveUp(message: EventMessage): Promise<void>;
}

/** `failed`: it keeps its place, and the later events of its account wait. `givenUp`: they go on without it. */
export type Attempt = { outcome: 'routed' } | { outcome: 'failed' | 'givenUp'; error: unknown };

export const mostTries = 5;

/**
 * Routes the event of a message, and gives it up after five tries of its own. From its second delivery on a try is counted
 * before it begins, so that an event at which the process dies is given up, too; the first costs no count.
 * @throws Error where the count, or the dead letters, can't be reached: it comes again
 */
export const attemptEvent = async (
  message: EventMessage,
  ports: PortsWith<'controls' | 'deadLetters' | 'machines' | 'switches'>,
): Promise<Attempt> => {
  const { deadLetters } = ports;
  const counted = message.receives > 1 ? await deadLetters.countTry(message) : undefined;
  if (counted !== undefined && counted > mostTries) {
    await deadLetters.giveUp(message);
    return { outcome: 'givenUp', error: new EventEndsProcess() };
  }
  try {
    await route(domainEvent.parse(JSON.parse(message.body)), ports);
    return { outcome: 'routed' };
  } catch (error) {
    if ((counted ?? (await deadLetters.countTry(message))) < mostTries) return { outcome: 'failed', error };
    await deadLetters.giveUp(message);
    return { outcome: 'givenUp', error };
  }
};

/** No try at it came to an end: it takes more memory, or time, than the function has. */
export class EventEndsProcess extends Error {
  override readonly name = 'EventEndsProcess';
}
