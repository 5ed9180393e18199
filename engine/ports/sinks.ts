import type { SinkName } from '../sinks/sinks.ts';

/**
 * Where tasks are announced: names of destinations, and of an event bus. `answers`: the webhook for customers'
 * comments.
 */
export type TaskSinks = { [Sink in SinkName | 'answers']?: string };

/** Puts events on a bus. */
export interface Bus {
  put(bus: string, type: string, detail: object): Promise<void>;
}
