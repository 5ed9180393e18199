import { allTopics } from '../../account/consent.ts';
import type { Delivery } from '../../account/delivery.ts';
import { recordChoices } from '../../contacts/use-cases/record-choices.ts';
import { updateContact } from '../../contacts/use-cases/update-contact.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { afterMailEvent, isOurFault, type MailEvent, provesSent } from '../../sending/mail-event.ts';
import { factOfMail } from '../../sending/mail-facts.ts';
import { outcomeLine } from '../../sending/settle-claim.ts';
import { turn } from '../../turn.ts';

type MailEventPorts = PortsWith<'contacts' | 'deliveries' | 'queue'>;

/**
 * Records a fact about a delivery, updates the contact's suppressions and choices, and publishes the event that
 * journeys get. Idempotent. An unknown delivery is ignored: it is not ours.
 */
export const recordMailEvent = async (event: MailEvent, ports: MailEventPorts): Promise<void> => {
  const { account, fact, at } = event;
  const delivery = await ports.deliveries.recordFact(account, event.delivery, fact, at);
  if (delivery === undefined) return;
  if (delivery.state === 'unknown' && provesSent(fact)) await confirm(event, ports);
  if (isOurFault(fact)) {
    const { journey, step, id } = delivery;
    await ports.alarms.raise({ alarm: 'mail-rejected', account, journey, step, delivery: id });
  }
  if (fact === 'complained' || event.bounce === 'permanent') await count(event, delivery, ports);
  if (fact === 'bounced' || fact === 'complained') await learnOfAddress(event, delivery, ports);
  if (fact === 'clicked') await publishToJourneys(event, delivery, ports);
};

const learnOfAddress = async (event: MailEvent, delivery: Delivery, ports: MailEventPorts): Promise<void> => {
  await publishToJourneys(event, delivery, ports);
  if (event.fact === 'complained') await optOut(event, delivery, ports);
  await updateContact(event.account, delivery.contact, ports, known => {
    const contact = known && afterMailEvent(known, event, delivery);
    return contact && { contact };
  });
};

/** For the brake: counts each mail once, however often its event comes. */
const count = async ({ account, fact }: MailEvent, delivery: Delivery, ports: MailEventPorts): Promise<void> => {
  if (fact !== 'bounced' && fact !== 'complained') return;
  await turn(
    {
      account,
      read: async ({ conflicts }) => conflicts.length > 0,
      decide: isCounted => ({ changes: isCounted ? [] : [{ kind: 'unwelcome', delivery, fact }], answer: undefined }),
    },
    ports,
  );
};

const publishToJourneys = async (event: MailEvent, delivery: Delivery, ports: MailEventPorts): Promise<void> => {
  const contact = await ports.contacts.find(event.account, delivery.contact);
  const fact = factOfMail(event, delivery, contact, ports.clock.now());
  if (fact) await ports.queue.publish(fact);
};

/** A complaint opts out of all topics, and outlives the address. */
const optOut = async (event: MailEvent, delivery: Delivery, ports: MailEventPorts): Promise<void> => {
  const { topicsVersion: policyVersion } = await ports.build.catalog();
  const { at } = event;
  const choices = {
    topics: { [allTopics]: 'out' },
    source: 'complaint',
    at,
    evidence: delivery.id,
    policyVersion,
  } as const;
  await recordChoices(event.account, delivery.contact, () => choices, ports);
};

/** The response to this mail was lost, and its event now proves that it was sent. */
const confirm = (
  { account, delivery: id, messageId }: MailEvent,
  { accounts, deliveries, clock }: MailEventPorts,
): Promise<void> => {
  const now = clock.now();
  return turn(
    {
      account,
      read: async () => (await deliveries.find(account, [id]))[0],
      decide: delivery => {
        // Its own touch may have recorded the fact already.
        if (delivery?.state !== 'unknown') return { answer: undefined };
        const accepted = { ...delivery, state: 'accepted' as const, ...(messageId && { messageId }) };
        return {
          changes: [
            { kind: 'claim', delivery: accepted, replaces: delivery },
            { kind: 'line', line: outcomeLine(delivery, 'sent', now) },
          ],
          answer: undefined,
        };
      },
      maxAttempts: 8,
    },
    { accounts },
  );
};
