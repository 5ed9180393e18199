import { type ConditionLeaf, leavesOf } from '../../definition/condition.ts';
import { enrollingDate, enrollingMoments } from '../../definition/enrolled-by.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { hasSignal } from '../../triggers/signal/has-signal.ts';

/** True if the journey's signal may fire or clear merely because no more events arrive. */
export const firesBySilence = (journey: JourneyDefinition): boolean =>
  hasSignal(journey) &&
  leavesOf(journey.enroll.when).some(leaf => (turnsBySilence[leaf.kind] as (of: ConditionLeaf) => boolean)(leaf));

/** True if the journey enrolls by something known ahead: a date, a moment, or a condition that time alone fulfills. */
export const enrollsAhead = (journey: JourneyDefinition): boolean =>
  enrollingDate(journey.enroll) !== undefined ||
  enrollingMoments(journey.enroll) !== undefined ||
  (hasSignal(journey) && !firesBySilence(journey));

type Of<Kind extends ConditionLeaf['kind']> = Extract<ConditionLeaf, { kind: Kind }>;

const yes = () => true;
const no = () => false;
/** Missing usage lowers the health score. */
const isScore = ({ name }: { name: string }): boolean => name === 'health' || name === 'healthScore';

/** Whether a condition can change while no event arrives. Dates, seats and open tasks stay unchanged. */
const turnsBySilence: { readonly [Kind in ConditionLeaf['kind']]: (leaf: Of<Kind>) => boolean } = {
  attribute: isScore,
  unchanged: isScore,
  trigger: no,
  dated: no,
  seats: no,
  goal: no,
  successPlan: no,
  openTask: no,
  used: yes,
  count: yes,
  amount: yes,
  adoption: yes,
  trend: yes,
  reading: yes,
  soleFeature: yes,
  consecutiveDrops: yes,
  sustainedBelowBaseline: yes,
  silence: yes,
  stage: yes,
  stageEver: yes,
  stageDays: yes,
};
