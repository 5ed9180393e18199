import type { Instant } from '../kernel/instant.ts';

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

/** Which notice was delivered to which sink. */
export interface NoticeLedger {
  /** `mine`: not told before. `claimed`: claimed earlier and never settled. */
  claim(account: string, name: string, at: Instant): Promise<'mine' | 'claimed' | 'told'>;
  told(account: string, name: string): Promise<void>;
  release(account: string, name: string): Promise<void>;
}
