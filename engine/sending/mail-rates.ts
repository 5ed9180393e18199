import type { Delivery } from '../account/delivery.ts';

/**
 * Outcomes of a mail. `sent`: handed over to the mail service; the others are subsets of it. `clicked`: not by a
 * machine; `clickedByMachines`: first clicked within seconds of its delivery, as scanners of mail servers do.
 */
export const mailNumbers = [
  'sent',
  'delivered',
  'clicked',
  'clickedByMachines',
  'answered',
  'bounced',
  'complained',
] as const;
export type MailNumber = (typeof mailNumbers)[number];

/** Outcomes of mails, each counted once. */
export type MailRates = Record<MailNumber, number>;

/** A click within these seconds of delivery is a scanner's. */
const machineSeconds = 10;

type Mail = Pick<Delivery, 'state' | 'facts'>;

export const mailRates = (deliveries: readonly Mail[]): MailRates =>
  Object.fromEntries(mailNumbers.map(number => [number, mailsBehind(number, deliveries).length])) as MailRates;

/** The mails that are counted by a number. */
export const mailsBehind = <Own extends Mail>(number: MailNumber, deliveries: readonly Own[]): Own[] =>
  deliveries.filter(mail => isSent(mail) && counts[number](mail.facts));

const isSent = ({ state, facts }: Mail): boolean => state === 'accepted' || Object.keys(facts).length > 0;

/** A click, an answer or a complaint proves delivery, with or without a report of the mail service. */
const isDelivered = ({ delivered, clicked, answered, complained, bounced }: Delivery['facts']): boolean =>
  (delivered ?? clicked ?? answered ?? complained) !== undefined && bounced === undefined;

const isMachines = ({ delivered, clicked }: Delivery['facts']): boolean =>
  delivered !== undefined &&
  clicked !== undefined &&
  Date.parse(clicked) - Date.parse(delivered) < machineSeconds * 1000;

const counts: Readonly<Record<MailNumber, (facts: Delivery['facts']) => boolean>> = {
  sent: () => true,
  delivered: isDelivered,
  clicked: facts => facts.clicked !== undefined && !isMachines(facts),
  clickedByMachines: isMachines,
  answered: ({ answered }) => answered !== undefined,
  bounced: ({ bounced }) => bounced !== undefined,
  complained: ({ complained }) => complained !== undefined,
};
