import type { DomainEvent } from '../account/event.ts';
import { domainEvent } from '../account/event-schema.ts';
import { answerEvent } from '../account/worded-answer.ts';

/**
 * An event that came in by another door than a call, such as a payment or what a CSM did, as a line that can be played. Nothing for
 * what calls and mails are kept for already, and for what Daymark concludes by itself: a play concludes it again.
 */
export const eventLine = (event: DomainEvent): string | undefined => {
  const isOwn = event.source === 'daymark' && !(said as readonly string[]).includes(event.name);
  return isOwn || event.source === 'segment' || event.source === 'ses'
    ? undefined
    : JSON.stringify({ type: 'event', ...event });
};

/** Events of people on our own pages. */
const said = [answerEvent, 'contact.unsubscribed'] as const;

/** Nothing where the text is no event. */
export const readEvent = (text: string): DomainEvent | undefined => {
  try {
    return domainEvent.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
