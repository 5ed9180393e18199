import { bySignal } from '../../account/enrollment.ts';
import { evaluateEvent } from '../../account/evaluate-event.ts';
import { looksAt } from '../../signals/looks-at.ts';
import type { TriggerTurn } from '../trigger-turn.ts';

/** Each firing is an enrollment of its own, as far as the journey takes the account again. */
export const signalTriggerTurn: TriggerTurn<'signal'> = {
  mayEnroll: (trigger, event, names) => event.name === evaluateEvent || names.some(name => looksAt(trigger).has(name)),
  triggered: (_, { journey, event }) =>
    event.name === 'signal.fired' && event.fields.signal === journey
      ? { event: bySignal, fields: event.fields }
      : undefined,
};
