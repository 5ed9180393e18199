import type { Condition } from '../definition/condition.ts';
import { describeCondition } from '../journey/explain/describe-condition.ts';

/** What a condition asks of an account: `its touch model is low or digital`. */
export const describeNeeds = (condition: Condition): string => describeCondition(condition, { whose: 'its' });
