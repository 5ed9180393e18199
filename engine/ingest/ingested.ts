import type { IngestWarning } from './allowed-values.ts';

/** Outcome of the calls of a request. */
export interface Ingested {
  /** Values that were ignored or reinterpreted. */
  warnings: IngestWarning[];
  /** Rejected calls of a batch, by index. All others were accepted. */
  failed: FailedCall[];
  /** Number of calls that wait for their user's account. */
  kept: number;
}

/** A rejected call of a batch, as the response lists it. */
export interface FailedCall {
  /** Index in the batch, from 0. */
  index: number;
  messageId?: string;
  code: string;
  message: string;
  field?: string;
}
