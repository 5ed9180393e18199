import type { Instant } from '../kernel/instant.ts';
import { inventCompany } from './company.ts';
import { life } from './life.ts';
import type { Message } from './messages.ts';
import { seeded } from './random.ts';
import { DAY, HOUR } from './time.ts';
import { everyFeature } from './work.ts';

export interface SampleOptions {
  accounts: number;
  seed: number;
  /** First day, `YYYY-MM-DD`. */
  from: string;
}

export const sampleDefaults: SampleOptions = { accounts: 200, seed: 1, from: '2025-01-01' };

/** When the default year ends. */
export const sampleEnd: Instant = '2026-01-01T00:00:00.000Z';

/**
 * A year of a project-management business as JSON Lines, in order of arrival: signups, usage, trials, renewals, failing
 * cards, cancellations; some events arrive days late, some twice. The same options give the same bytes.
 */
export const sampleYear = ({ accounts, ...options }: SampleOptions = sampleDefaults): string =>
  yearOf(
    Array.from({ length: accounts }, (_, number) => number),
    options,
  );

/** The same of chosen accounts, by number from 0. An account's year does not depend on which others are chosen. */
export const yearOf = (numbers: readonly number[], { seed, from }: Omit<SampleOptions, 'accounts'>): string => {
  const start = Date.parse(`${from}T00:00:00Z`);
  const end = start + 365 * DAY;
  const messages: Message[] = [];
  for (const number of numbers) {
    const random = seeded(seed * 100_003 + number);
    const lived = life(inventCompany(number, random), start, end, random).filter(message => message.at < end);
    messages.push(...lived.flatMap(message => delivered(message, random)));
  }
  return messages
    .sort((a, b) => arrival(a) - arrival(b))
    .map(message => `${JSON.stringify(message.body)}\n`)
    .join('');
};

/** Of 100 tracked events two arrive twice, and of the ones that devices report about three arrive up to three days late. */
const delivered = (message: Message, random: ReturnType<typeof seeded>): Message[] => {
  if (message.body.type !== 'track') return [message];
  const isLate = fromDevices.has(message.body.event) && random.chance(0.03);
  const late = isLate ? message.at + random.between(1, 72) * HOUR : undefined;
  const first =
    late === undefined
      ? message
      : { ...message, receivedAt: late, body: { ...message.body, receivedAt: new Date(late).toISOString() } };
  if (!random.chance(0.02)) return [first];
  const again = arrival(first) + random.between(1, 600) * 1_000;
  return [first, { ...first, receivedAt: again, body: { ...first.body, receivedAt: new Date(again).toISOString() } }];
};

/** All other events come from servers, which are always online. */
const fromDevices: ReadonlySet<unknown> = new Set(['Signed In', ...everyFeature]);

const arrival = (message: Message): number => message.receivedAt ?? message.at;
