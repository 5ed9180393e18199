import { bySignal } from '../../account/enrollment.ts';
import { evaluateEvent } from '../../account/evaluate-event.ts';
import { signalEvents } from '../../signals/signal-events.ts';
import type { TriggerTurn } from '../trigger-turn.ts';

/** Each firing is an enrollment of its own, if the journey's rule of re-enrollment allows it. */
export const signalTriggerTurn: TriggerTurn<'signal'> = {
  mayEnroll: (trigger, event, names) =>
    event.name === evaluateEvent || names.some(name => signalEvents(trigger).has(name)),
  triggered: (_, { journey, event }) =>
    event.name === 'signal.fired' && event.fields.signal === journey
      ? { event: bySignal, fields: event.fields }
      : undefined,
};
