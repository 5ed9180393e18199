import type { SinkName } from '../sinks/sinks.ts';

/** Where tasks are told: names of destinations, and of an event bus. `answers`: the webhook that gets what customers write. */
export type TaskSinks = { [Sink in SinkName | 'answers']?: string };

/** Puts events on a bus. */
export interface Bus {
  put(bus: string, type: string, detail: object): Promise<void>;
}
