import * as z from 'zod';
import { type Enrollment, isOver } from './enrollment.ts';
import type { EntryRefusal } from './entry-refusal.ts';

/** `daymark why --environment --json`: a deployment's records of an account, by journey. */
export const keptWhySchema = z.strictObject({
  account: z.string(),
  where: z.string(),
  at: z.iso.datetime(),
  /** Start of the stored entry refusals, and of the event archive, if there is one. */
  kept: z.strictObject({ refusalsSince: z.iso.date(), eventsSince: z.iso.date().exactOptional() }),
  journeys: z.array(
    z.strictObject({
      journey: z.string(),
      state: z.enum(['in', 'was', 'refused', 'never']),
      /** The latest enrollment. */
      enrollment: z
        .strictObject({
          id: z.string(),
          version: z.string(),
          from: z.iso.datetime(),
          by: z.string(),
          to: z.iso.datetime().exactOptional(),
          ended: z.string().exactOptional(),
          waitsFor: z.string().exactOptional(),
        })
        .exactOptional(),
      /** The latest event that did not enroll it, with the first rule that refused it. */
      refused: z.strictObject({ at: z.iso.datetime(), event: z.string(), gate: z.string() }).exactOptional(),
    }),
  ),
});

export type KeptWhy = z.infer<typeof keptWhySchema>['journeys'][number];

/** For each journey: whether the account is or was in it, was refused, or has no record. */
export const keptWhy = (
  journeys: readonly string[],
  enrollments: readonly Enrollment[],
  refusals: readonly EntryRefusal[],
): KeptWhy[] =>
  journeys.map(journey => {
    const own = enrollments.filter(each => each.journey === journey);
    const latest = own.reduce<Enrollment | undefined>(
      (last, each) => (last && last.startedAt > each.startedAt ? last : each),
      undefined,
    );
    const refusal = refusals.find(each => each.journey === journey);
    const refused = refusal && { refused: { at: refusal.at, event: refusal.event, gate: refusal.gate } };
    if (latest === undefined) return { journey, state: refusal ? 'refused' : 'never', ...refused };
    return { journey, state: isOver(latest) ? 'was' : 'in', enrollment: toldOf(latest), ...refused };
  });

const toldOf = ({
  id,
  version,
  startedAt,
  trigger,
  endedAt,
  status,
  exitReason,
  wait,
}: Enrollment): NonNullable<KeptWhy['enrollment']> => ({
  id,
  version,
  from: startedAt,
  by: trigger.event,
  ...(endedAt !== undefined && { to: endedAt, ended: exitReason ?? status }),
  ...(endedAt === undefined && wait && { waitsFor: wait.step }),
});
