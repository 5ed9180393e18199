import { taskOutcomes } from '../engine/definition/task.ts';
import { type Instant, plusSeconds } from '../engine/kernel/instant.ts';
import type { Random } from '../engine/sample/random.ts';
import {
  account,
  group,
  identify,
  invoicePaid,
  paymentFailed,
  taskAction,
  track,
} from '../test/support/recorded-events.ts';

/** An event, and the time when its sender has it. */
export interface Happening {
  account: string;
  at: Instant;
  event: object;
  /** Events of one burst are a second apart, and may arrive in any order. */
  burst: number;
}

/**
 * Effects of an account's events are due whole days later, or on the hour, so the events come at half past, each burst
 * in its own hour. Whether a wait or an event comes first must not depend on the duration of retries.
 */
export const randomEvents = (
  name: string,
  startAt: Instant,
  reasons: readonly string[],
  random: Random,
): Happening[] => {
  const at = (burst: number, day: number) => plusSeconds(startAt, day * 86_400 + burst * 3600 + 5400);
  const later = Array.from({ length: random.between(2, 7) }, (_, index) =>
    inBurst(name, index + 1, at(index + 1, random.between(0, 20)), when => drawn(name, when, reasons, random)),
  );
  const [known, ...people] = account(name, startAt, traitsOf(startAt, random), { bob: 'member' });
  return [
    // Contacts are identified an hour before the account is created, or its welcome mail could find no recipient.
    ...inBurst(name, -1, startAt, () => people),
    // Events from before the account is known wait for it.
    ...inBurst(name, 0, at(0, 0), when => [{ ...known, timestamp: when(0) }, track(name, 'Account Created', when(1))]),
    ...later.flat(),
  ];
};

const inBurst = (account: string, burst: number, at: Instant, events: (at: (nth: number) => Instant) => object[]) => {
  const when = (nth: number) => plusSeconds(at, nth);
  return events(when).map((event, nth): Happening => ({ account, at: when(nth), event, burst }));
};

const traitsOf = (startAt: Instant, random: Random) => {
  const renewalAt = plusSeconds(startAt, random.between(92, 100) * 86_400).slice(0, 10);
  return { arr: random.between(1, 3) * 9_000, timezone: random.pick(zones), renewalAt };
};

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'];

const drawn = (name: string, at: (nth: number) => Instant, reasons: readonly string[], random: Random): object[] => {
  const which = random.between(0, 9);
  const reason = reasons.length > 0 && which < 4 ? random.pick(reasons) : undefined;
  if (reason !== undefined) {
    return which === 3
      ? [taskAction(name, reason, 'acknowledge', at(0))]
      : [taskAction(name, reason, 'resolve', at(0), { outcome: random.pick(taskOutcomes) })];
  }
  if (which < 4) return [paymentFailed(name, at(0), null)];
  if (which < 5) return [invoicePaid(name, at(0))];
  if (which < 6 && random.chance(0.3)) return [track(name, 'Account Deleted', at(0))];
  const used = which < 8 ? 'Project Created' : 'Task Completed';
  if (random.chance(0.3)) return [track(name, used, at(0))];
  // In a burst of its own, because decisions at the time of an event may depend on the revenue.
  if (random.chance(0.3)) return [group(name, at(0), { arr: random.between(1, 3) * 9_000 })];
  const bob = `${name}-bob`;
  return [
    track(name, used, at(0)),
    identify(name, bob, at(1), { role: 'member', name: `Bob ${random.between(1, 9)}` }),
    track(name, used, at(2), { userId: bob }),
  ];
};
