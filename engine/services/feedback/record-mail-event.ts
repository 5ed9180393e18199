import type { Delivery } from '../../domain/delivery.ts';
import { afterMailEvent, concernsAddress, type MailEvent, provesSent } from '../../domain/sending/mail-event.ts';
import { CommitConflict, type Ports } from '../ports.ts';
import { updateContact } from '../update-contact.ts';

/** Records a fact of a delivery, and what it means for the address. A delivery that nobody knows of is none of ours. */
export const recordMailEvent = async (event: MailEvent, ports: Ports): Promise<void> => {
  const delivery = await ports.accounts.recordFact(event.account, event.delivery, event.fact, event.at);
  if (delivery === undefined) return;
  if (delivery.state === 'unknown' && provesSent(event.fact)) await confirm(event, ports);
  if (!concernsAddress(event.fact)) return;
  await updateContact(event.account, delivery.contact, ports, known => {
    const contact = known && afterMailEvent(known, event, delivery);
    return contact && { contact };
  });
};

/** The answer to this mail was lost; now it is known that it was sent. */
const confirm = async ({ account, delivery: id, messageId }: MailEvent, { accounts, clock }: Ports): Promise<void> => {
  const [delivery] = await accounts.deliveries(account, [id]);
  if (delivery?.state !== 'unknown') return;
  try {
    await accounts.commit(account, [
      {
        kind: 'claim',
        delivery: { ...delivery, state: 'accepted', ...(messageId && { messageId }) },
        replaces: 'unknown',
      },
      { kind: 'line', line: sentLine(delivery, clock.now()) },
    ]);
  } catch (error) {
    // Its own touch learned of the fact, and told it.
    if (!(error instanceof CommitConflict)) throw error;
  }
};

const sentLine = ({ id, account, journey, enrollment, step, channel, template, contact }: Delivery, now: string) => ({
  at: now,
  account,
  journey,
  enrollment,
  key: `~.touch.${id}`,
  entry: { type: 'touch', step, channel, outcome: 'sent', template, to: contact } as const,
});
