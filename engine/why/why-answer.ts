import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { describeReentry } from '../journey/explain/explain-journey.ts';
import type { Instant } from '../kernel/instant.ts';
import { triggerKindOf } from '../triggers/kind-of.ts';
import { triggerTurnOf } from '../triggers/turn-of.ts';
import type { AskedAccount } from './asked-account.ts';
import { type EnrollmentReport, enrollmentsOf } from './enrollment-report.ts';
import type { EntryAttempt } from './entry-attempts.ts';
import { type StepStory, stepReports } from './told-steps.ts';
import { isNearer } from './watch-account.ts';

/** Why an account is, was, or never was in a journey, with the outcome of each step. */
export interface JourneyAnswer {
  journey: string;
  title: string;
  state: 'in' | 'left' | 'never';
  enrollments: readonly EnrollmentReport[];
  /** Events that its trigger took and its gates refused, with how often the same happened. */
  refused: readonly (EntryAttempt & { times: number })[];
  /** The event that came nearest to another entry, after the last one. */
  nearest?: EntryAttempt;
  /** The events that would enroll the account, in English, where none of them ever happened. */
  never?: string;
  /** Of one that was in it, where nothing came near to another entry since: whether it may enter again. */
  reentry?: string;
  /** When time alone lets it enroll next, where that is known. */
  next?: Instant;
  steps: readonly StepStory[];
}

export const journeyAnswer = (journey: JourneyDefinition, asked: AskedAccount): JourneyAnswer => {
  const { watched, snapshot, at } = asked;
  const { refused, near, entered } = watched.entriesOf(journey.id);
  const enrollments = enrollmentsOf(journey, asked.lines, entered);
  const misses = [...near, ...refused.map(({ last }) => last)];
  const last = enrollments.at(-1)?.at ?? '';
  const later = misses.filter(miss => miss.at > last);
  const nearest = later.reduce<EntryAttempt | undefined>(
    (best, each) => (best === undefined || isNearer(each, best) ? each : best),
    undefined,
  );
  const next = triggerTurnOf(journey.enroll).due?.(journey.enroll, { journey: journey.id, snapshot, now: at });
  const isIn = enrollments.some(({ state }) => state === 'in');
  return {
    journey: journey.id,
    title: journey.title,
    state: isIn ? 'in' : enrollments.length > 0 ? 'left' : 'never',
    enrollments,
    refused: refused.map(({ last, times }) => ({ ...last, times })),
    ...(nearest && { nearest }),
    ...(misses.length === 0 && { never: triggerKindOf(journey.enroll).tell(journey.enroll) }),
    ...(later.length === 0 && enrollments.length > 0 && { reentry: describeReentry(journey.reenroll) }),
    ...(next !== undefined && next > at && { next }),
    steps: stepReports(journey, enrollments, asked),
  };
};
