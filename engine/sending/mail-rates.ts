import type { Delivery } from '../account/delivery.ts';

/** What became of mails, each counted once. */
export interface MailRates {
  /** Handed over to the mail service; the others are parts of it. */
  sent: number;
  delivered: number;
  /** At an hour at which people click. */
  clicked: number;
  /** First clicked within seconds of its delivery, as scanners of mail servers do. */
  clickedByMachines: number;
  answered: number;
  bounced: number;
  complained: number;
}

/** Nobody reads a mail so fast. */
const machineSeconds = 10;

export const mailRates = (deliveries: readonly Pick<Delivery, 'state' | 'facts'>[]): MailRates => {
  const sent = deliveries.filter(({ state, facts }) => state === 'accepted' || Object.keys(facts).length > 0);
  const count = (passes: (facts: Delivery['facts']) => boolean) => sent.filter(({ facts }) => passes(facts)).length;
  return {
    sent: sent.length,
    delivered: count(isDelivered),
    clicked: count(facts => facts.clicked !== undefined && !isMachines(facts)),
    clickedByMachines: count(isMachines),
    answered: count(({ answered }) => answered !== undefined),
    bounced: count(({ bounced }) => bounced !== undefined),
    complained: count(({ complained }) => complained !== undefined),
  };
};

/** Who clicked, answered or complained has it, whether the mail service said so or not. */
const isDelivered = ({ delivered, clicked, answered, complained, bounced }: Delivery['facts']): boolean =>
  (delivered ?? clicked ?? answered ?? complained) !== undefined && bounced === undefined;

const isMachines = ({ delivered, clicked }: Delivery['facts']): boolean =>
  delivered !== undefined &&
  clicked !== undefined &&
  Date.parse(clicked) - Date.parse(delivered) < machineSeconds * 1000;
