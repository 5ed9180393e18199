import type { Condition } from '../definition/condition.ts';
import { describeCondition } from '../journey/explain/describe-condition.ts';

/** The needs of a condition: `its touch model is low or digital`. */
export const describeNeeds = (condition: Condition): string => describeCondition(condition, { whose: 'its' });
