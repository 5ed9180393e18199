import { type ConditionLeaf, leavesOf } from '../../definition/condition.ts';
import { enrollingDate, enrollingMoments } from '../../definition/enrolled-by.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { hasSignal } from '../../triggers/signal/has-signal.ts';

/** May the journey's signal fire, or clear, for no other reason than that no event comes any more? */
export const firesBySilence = (journey: JourneyDefinition): boolean =>
  hasSignal(journey) &&
  leavesOf(journey.enroll.when).some(leaf => (turnsBySilence[leaf.kind] as (of: ConditionLeaf) => boolean)(leaf));

/** Does it enroll by something known ahead: a date, a moment, or a condition that time alone fulfills? */
export const enrollsAhead = (journey: JourneyDefinition): boolean =>
  enrollingDate(journey.enroll) !== undefined ||
  enrollingMoments(journey.enroll) !== undefined ||
  (hasSignal(journey) && !firesBySilence(journey));

type Of<Kind extends ConditionLeaf['kind']> = Extract<ConditionLeaf, { kind: Kind }>;

const yes = () => true;
const no = () => false;
/** Missing usage lowers the health score. */
const isScore = ({ name }: { name: string }): boolean => name === 'health' || name === 'healthScore';

/** Does its truth change while no event comes? Dates, seats and open tasks stay what they are. */
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
