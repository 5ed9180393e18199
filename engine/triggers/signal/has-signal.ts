import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { memoizeByObject } from '../../kernel/memoize.ts';
import type { SignalTrigger } from './trigger.ts';

export type SignalJourney = JourneyDefinition & { enroll: SignalTrigger };

export const hasSignal = (journey: JourneyDefinition): journey is SignalJourney => journey.enroll.kind === 'signal';

export const journeysWithSignals = memoizeByObject((journeys: readonly JourneyDefinition[]): readonly SignalJourney[] =>
  journeys.filter(hasSignal),
);
