import type { TimelineLine } from '../account/timeline.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { quoted } from '../journey/explain/words.ts';
import type { Instant } from '../kernel/instant.ts';
import { describeTrigger } from './describe-causes.ts';
import type { EntryAttempt } from './entry-attempts.ts';
import type { GateReport } from './gate-report.ts';

/** One time that the account was in a journey. */
export interface EnrollmentReport {
  enrollment: string;
  at: Instant;
  /** Name of its trigger in the timeline. */
  by: string;
  /** The same in English. */
  cause: string;
  state: 'in' | 'completed' | 'exited' | 'failed';
  endedAt?: Instant;
  /** Why it ended before its end. */
  because?: string;
  /** Whether the goal was reached, where the journey has one. */
  goal?: 'reached' | 'missed';
  /** Those that it passed. */
  gates: readonly GateReport[];
}

/** In order of time. */
export const enrollmentsOf = (
  journey: JourneyDefinition,
  lines: readonly TimelineLine[],
  entered: readonly EntryAttempt[],
): EnrollmentReport[] =>
  entered.map(({ enrollment = '', at, event, gates, journey: asking }) => {
    const own = lines.filter(line => line.journey === journey.id && line.enrollment === enrollment);
    const begun = own.map(({ entry }) => entry).find(entry => entry.type === 'enrolled');
    const by = begun?.trigger ?? event;
    return {
      enrollment,
      at,
      by,
      cause: asking === undefined ? describeTrigger(by, journey) : `the journey ${quoted(asking)}`,
      ...endOf(own),
      gates,
    };
  });

type End = Pick<EnrollmentReport, 'state' | 'endedAt' | 'because' | 'goal'>;

const endOf = (lines: readonly TimelineLine[]): End =>
  lines.reduce<End>(
    (before, { at, entry }) => {
      switch (entry.type) {
        case 'exited':
          return { state: 'exited', endedAt: at, because: entry.reason };
        case 'completed':
          return { state: 'completed', endedAt: at, ...(entry.goal && { goal: entry.goal }) };
        case 'failed':
          return { state: 'failed', endedAt: at, because: entry.error };
        default:
          return before;
      }
    },
    { state: 'in' },
  );
