import type { TriggerTurn } from '../../../engine/triggers/trigger-turn.ts';
import type { FullMoonTrigger } from './trigger.ts';

export const fullMoonTurn: TriggerTurn<never> = {
  mayEnroll: (_, { name }) => name === 'Moon Rose',
  triggered: ({ over }: FullMoonTrigger, { event: { name, fields } }) =>
    name === 'Moon Rose' && fields.over === over ? { key: 'moon', event: 'full moon', fields } : undefined,
};
