import { byHand } from '../../account/enrollment.ts';
import type { TriggerWhy } from '../trigger-why.ts';

const anotherJourney = 'another journey, or by hand';

export const manualTriggerWhy: TriggerWhy<'manual'> = {
  looks: () => [],
  causes: { [byHand]: anotherJourney, 'daymark.enroll': anotherJourney },
};
