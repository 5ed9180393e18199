import type { DomainEvent } from '../account/event.ts';
import { domainEvent } from '../account/event-schema.ts';
import { answerEvent } from '../account/worded-answer.ts';
import { isObject } from '../kernel/is-object.ts';

/**
 * An event that came in by another door than a call, such as a payment or what a CSM did, as a line that can be played. Nothing for
 * what calls and mails are kept for already, and for what Daymark concludes by itself: a play concludes it again.
 */
export const eventLine = (event: DomainEvent): string | undefined =>
  isKept(event) ? JSON.stringify({ type: 'event', ...event }) : undefined;

const isKept = ({ source, name }: Partial<DomainEvent>): boolean =>
  source === 'daymark' ? said.some(each => each === name) : source !== 'segment' && source !== 'ses';

/** Events of people on our own pages. */
const said = [answerEvent, 'contact.unsubscribed'] as const;

/** The line of an event as text; nothing where the text is none. */
export const lineOfText = (text: string): string | undefined => {
  try {
    const event: unknown = JSON.parse(text);
    // Most events have no line, and reading them thoroughly takes as long as deciding whether they do anything.
    return isObject(event) && isKept(event) ? eventLine(domainEvent.parse(event)) : undefined;
  } catch {
    return undefined;
  }
};
