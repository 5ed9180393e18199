import type { Contact } from '../account/account.ts';
import type { Delivery } from '../account/delivery.ts';
import type { DomainEvent } from '../account/event.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { isOwnAddress, type MailEvent } from './mail-event.ts';

/**
 * The event that a mail event makes for journeys, if any: a contact's address is dead, it complained, or a person
 * clicked. Ids and the role only. A mail makes each of them once, in any order of arrival and with repeats.
 */
export const factOfMail = (
  event: MailEvent,
  delivery: Delivery,
  contact: Contact | undefined,
  receivedAt: Instant,
): DomainEvent | undefined => {
  const role = contact?.attributes.role?.value ?? 'member';
  const { journey, step } = delivery;
  const eventNamed = (name: string, fields: DomainEvent['fields']): DomainEvent => ({
    id: `ses:${delivery.id}:${name}`,
    source: 'ses',
    account: delivery.account,
    user: delivery.contact,
    name,
    occurredAt: event.at,
    receivedAt,
    fields,
  });
  if (event.fact === 'clicked')
    return isPerson(event.at, delivery) ? eventNamed('mail.clicked', { journey, step }) : undefined;
  if (contact === undefined || !isOwnAddress(event, contact)) return undefined;
  if (event.fact === 'complained') return eventNamed('contact.complained', { role });
  return event.bounce === 'permanent' ? eventNamed('contact.bounced', { role }) : undefined;
};

/** Gateways follow every link of a mail within seconds of its arrival, and several at once. */
const machineSeconds = 5;
const burstSeconds = 2;

const isPerson = (at: Instant, { facts, claimedAt }: Delivery): boolean => {
  const arrived =
    [facts.delivered, facts.sent, claimedAt]
      .flatMap(each => each ?? [])
      .sort()
      .at(-1) ?? claimedAt;
  if (at < plusSeconds(arrived, machineSeconds)) return false;
  const first = facts.clicked;
  if (first === undefined || first === at) return true;
  return plusSeconds(first, -burstSeconds) > at || plusSeconds(first, burstSeconds) < at;
};
