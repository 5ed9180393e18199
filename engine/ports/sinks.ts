/** Where tasks are told: names of destinations, and of an event bus. */
export interface TaskSinks {
  slack?: string;
  webhook?: string;
  eventBus?: string;
}

/** Puts events on a bus. */
export interface Bus {
  put(bus: string, type: string, detail: object): Promise<void>;
}
