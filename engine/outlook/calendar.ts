import type { TouchReason } from '../account/timeline.ts';
import type { MessageClass } from '../definition/policy.ts';
import type { CalendarDate, Instant, Second } from '../kernel/instant.ts';
import type { Foreseen } from './foreseen.ts';

/** A foreseen touch of an account. */
export interface TouchAhead {
  account: string;
  at: Instant;
  journey: string;
  step: string;
  /** Template id, if the touch has one. */
  template?: string;
  class: MessageClass;
  outcome: 'will' | 'held' | 'skipped';
  reason?: TouchReason;
  /** The end of the hold, if it is held. */
  until?: Second;
  /** Number of recipients. */
  receivers: number;
}

export interface DayAhead {
  date: CalendarDate;
  /** Touches that go out, by class. */
  will: Readonly<Record<MessageClass, number>>;
  /** Touches that don't go out on that day, by reason. */
  not: readonly { reason: TouchReason; outcome: 'held' | 'skipped'; touches: number }[];
}

/** The foreseen touches of one account: each step once a day, regardless of its recipients. */
export const touchesAhead = (
  account: string,
  acts: readonly Foreseen[],
  classOf: (template: string | undefined) => MessageClass,
): TouchAhead[] => {
  const touches = acts.flatMap((act): TouchAhead[] => {
    if (act.does !== 'touch') return [];
    const { at, journey, step, template, outcome } = act;
    const what = { account, at, journey, step, ...(template && { template: template.id }), receivers: 1 };
    const of = { ...what, class: classOf(template?.id) };
    if (outcome === 'sent') return [{ ...of, outcome: 'will' }];
    return notMeant.has(act.reason)
      ? []
      : [
          outcome === 'held'
            ? { ...of, outcome, reason: act.reason, until: act.until }
            : { ...of, outcome: 'skipped', reason: act.reason },
        ];
  });
  const same = Map.groupBy(touches, ({ at, journey, step, outcome, reason }) =>
    JSON.stringify([at.slice(0, 10), journey, step, outcome, reason]),
  );
  return [...same.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, receivers: 1 + others.length }] : [],
  );
};

/** The next `days` days in UTC from `from` on, with their foreseen touches. */
export const daysAhead = (touches: readonly TouchAhead[], from: CalendarDate, days: number): DayAhead[] =>
  Array.from({ length: days }, (_, n) => {
    const date = new Date(Date.parse(from) + n * 86_400_000).toISOString().slice(0, 10);
    const own = touches.filter(({ at }) => at.startsWith(date));
    const will = { transactional: 0, lifecycle: 0, marketing: 0 };
    for (const touch of own) if (touch.outcome === 'will') will[touch.class]++;
    const others = Map.groupBy(
      own.filter(({ outcome }) => outcome !== 'will'),
      ({ outcome, reason }) => `${outcome} ${reason}`,
    );
    const not = [...others.values()].flatMap(each => {
      const [first] = each;
      return first?.reason === undefined || first.outcome === 'will'
        ? []
        : [{ reason: first.reason, outcome: first.outcome, touches: each.length }];
    });
    return { date, will, not };
  });

/** Reasons of touches that don't apply to the account, which are left out. */
const notMeant: ReadonlySet<TouchReason> = new Set(['condition', 'past-date', 'exited']);
