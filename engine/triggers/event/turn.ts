import { matches } from '../../conditions/evaluate-condition.ts';
import { listensTo } from '../../definition/enrolled-by.ts';
import type { TriggerTurn } from '../trigger-turn.ts';

export const eventTriggerTurn: TriggerTurn<'event'> = {
  mayEnroll: (trigger, _, names) => listensTo(trigger, names),
  triggered: (trigger, { event }) =>
    matches(trigger, event) ? { event: event.name, fields: event.fields } : undefined,
};
