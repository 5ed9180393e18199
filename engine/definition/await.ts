import type { EventTrigger } from '../triggers/event/trigger.ts';

export interface Await {
  flag: string;
  step: string;
  /** Edge of the wait: a name in `waitFor.first`, or an outcome code of a task. */
  edge: string;
  trigger: EventTrigger;
}

/** Name under which an enrollment records that an awaited event happened. */
export const flagOf = (step: string, edge: string): string => `${step}_${edge}`.replaceAll(/[^A-Za-z0-9]/g, '_');

/** The event by which a closed task resumes the journeys that opened it. */
export const taskResolved = 'task.resolved';
