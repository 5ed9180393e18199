import type { EventTrigger } from '../triggers/event/trigger.ts';

/** The trigger and every other that does just as well, each by itself. */
export const alternativesOf = ({ alternatives = [], ...trigger }: EventTrigger): EventTrigger[] => [
  trigger,
  ...alternatives.flatMap(alternativesOf),
];
