import type { DomainEvent } from '../account/event.ts';
import { domainEvent } from '../account/event-schema.ts';
import { answerEvent } from '../account/worded-answer.ts';
import { isObject } from '../kernel/is-object.ts';

/**
 * An event that did not arrive as a call, such as a payment or a CSM's action, as a line that can be replayed.
 * `undefined` for events of calls and mail, which are archived as such, and for those that Daymark derives, as a replay
 * does again.
 */
export const eventLine = (event: DomainEvent): string | undefined =>
  isKept(event) ? JSON.stringify({ type: 'event', ...event }) : undefined;

const isKept = ({ source, name }: Partial<DomainEvent>): boolean =>
  source === 'daymark' ? fromPages.some(each => each === name) : source !== 'segment' && source !== 'ses';

/** Events of people on our own pages. */
const fromPages = [answerEvent, 'contact.unsubscribed'] as const;

/** The line of an event in JSON; `undefined` if it has none, or the text is not an event. */
export const lineOfText = (text: string): string | undefined => {
  try {
    const event: unknown = JSON.parse(text);
    // Checks first, because most events have no line, and validating them takes as long as a routing decision.
    return isObject(event) && isKept(event) ? eventLine(domainEvent.parse(event)) : undefined;
  } catch {
    return undefined;
  }
};
