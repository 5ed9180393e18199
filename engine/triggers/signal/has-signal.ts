import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { SignalTrigger } from './trigger.ts';

export type SignalJourney = JourneyDefinition & { enroll: SignalTrigger };

export const hasSignal = (journey: JourneyDefinition): journey is SignalJourney => journey.enroll.kind === 'signal';
