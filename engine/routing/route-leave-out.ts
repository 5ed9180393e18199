import { isOver } from '../account/enrollment.ts';
import type { Routing, RoutingInput } from '../account/routing.ts';

/** Notes that a person left a touch out. A held delivery of it is skipped once its hold ends; sent ones stay sent. */
export const routeLeaveOut = ({
  event: { fields },
  snapshot,
}: RoutingInput): Pick<Routing, 'changes' | 'effects' | 'reasons'> => {
  const [step, reason] = [String(fields.step), String(fields.reason)];
  const enrollment = snapshot.enrollments.find(({ id }) => id === fields.enrollment);
  const nothing = (because: string) => ({ changes: [], effects: [], reasons: [{ did: 'nothing' as const, because }] });
  if (enrollment === undefined || isOver(enrollment)) return nothing('it is over');
  if (enrollment.steps[step] !== undefined) return nothing('the step is done');
  return {
    changes: [{ kind: 'leaveOut', enrollment: enrollment.id, leftOut: { ...enrollment.leftOut, [step]: reason } }],
    effects: [],
    reasons: [{ journey: enrollment.journey, did: 'left-out', because: reason }],
  };
};
