import { channelOf } from '../../channels/channel-of.ts';
import type { CountedEnrollment } from '../../counts/counted.ts';
import type { TouchStep } from '../../definition/step.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { deliveryId } from '../delivery-id.ts';
import { type MailNumber, type MailRates, mailRates, mailsBehind } from '../mail-rates.ts';
import { addressBookOf } from '../reach.ts';

/** Limit of the enrollments read, latest first: each is two reads. */
const mostEnrollments = 100;
const atOnce = 20;

export interface StepMails {
  /** Number of enrollments read. */
  enrollments: number;
  rates: MailRates;
  /** Count of the mails behind a number, by account. */
  behind(of: MailNumber): ReadonlyMap<string, number>;
}

/**
 * Outcomes of a step's mails for the last enrollments that entered it; undefined for a step that sends to no address.
 */
export const stepMails = async (
  step: TouchStep,
  counted: readonly CountedEnrollment[],
  { accounts, deliveries }: Pick<AllPorts, 'accounts' | 'deliveries'>,
): Promise<StepMails | undefined> => {
  const channel = channelOf(step);
  if (addressBookOf(channel) === undefined) return undefined;
  const latest = counted
    .filter(({ entered }) => (entered[step.id] ?? 0) > 0)
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    .slice(0, mostEnrollments);
  const found: Awaited<ReturnType<typeof deliveries.find>> = [];
  const mailsOf = async ({ account, enrollment, journey, entered }: CountedEnrollment) => {
    const { contacts, enrollments } = await accounts.snapshot(account);
    const key = enrollments.find(({ id }) => id === enrollment)?.key;
    if (key === undefined) return [];
    const rounds = Array.from({ length: entered[step.id] ?? 1 }, (_, n) => n + 1);
    const ids = contacts.flatMap(({ id: contact }) =>
      rounds.map(iteration =>
        deliveryId({ account, journey, step: step.id, term: key, iteration, contact, channel: channel.name }),
      ),
    );
    return deliveries.find(account, ids);
  };
  for (let from = 0; from < latest.length; from += atOnce)
    found.push(...(await Promise.all(latest.slice(from, from + atOnce).map(mailsOf))).flat());
  return {
    enrollments: latest.length,
    rates: mailRates(found),
    behind: of =>
      new Map([...Map.groupBy(mailsBehind(of, found), mail => mail.account)].map(([id, mails]) => [id, mails.length])),
  };
};
