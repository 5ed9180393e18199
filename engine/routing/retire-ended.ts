import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import { type Enrollment, isOver } from '../account/enrollment.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';

/** Longer than any late write to an ended enrollment: redriven events, prompts, late exits. */
const keptSeconds = 30 * 86_400;
/** A few cost little, and moving many takes only one commit. */
const fewest = 50;
const mostAtOnce = 500;

/**
 * Retires long-ended enrollments: moves them out of the rows that every decision reads. The last of each journey stay, since
 * re-entry rules count from them; of the others only the id is checked, by the commit that enrolls.
 */
export const retireEnded = ({ enrollments, tasks }: AccountSnapshot, now: Instant): Change[] => {
  const before = plusSeconds(now, -keptSeconds);
  const old = enrollments.filter(each => isOver(each) && (each.endedAt ?? now) < before);
  if (old.length < fewest) return [];
  const staying = new Set([...lastOf(enrollments), ...tasks.map(({ enrollment }) => enrollment)]);
  const retired = old.filter(({ id }) => !staying.has(id)).slice(0, mostAtOnce);
  return retired.length < fewest ? [] : retired.map(enrollment => ({ kind: 'retire', enrollment }));
};

/** The latest of each journey to begin, and the latest to end. */
const lastOf = (enrollments: readonly Enrollment[]): string[] => {
  const byJourney = Map.groupBy(enrollments, ({ journey }) => journey);
  return [...byJourney.values()].flatMap(own =>
    ([each => each.anchoredAt, each => each.endedAt ?? ''] as const satisfies ((each: Enrollment) => string)[]).map(
      when => own.reduce((last, each) => (when(each) > when(last) ? each : last)).id,
    ),
  );
};
