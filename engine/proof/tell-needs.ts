import type { Condition } from '../definition/condition.ts';
import { tellCondition } from '../journey/explain/tell-condition.ts';

/** What a condition asks of an account: `its touch model is low or digital`. */
export const tellNeeds = (condition: Condition): string => tellCondition(condition, { whose: 'its' });
