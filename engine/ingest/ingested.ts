import type { IngestWarning } from './allowed-values.ts';

/** Outcome of the calls of a request. */
export interface Ingested {
  /** Warnings: what was ignored or reinterpreted. */
  warnings: IngestWarning[];
  /** Rejected calls of a batch, by index. All others were accepted. */
  failed: FailedCall[];
  /** Number of calls that wait for their user's account. */
  kept: number;
}

/** As above, in the response to the batch. */
export interface FailedCall {
  /** Index in the batch, from 0. */
  index: number;
  messageId?: string;
  code: string;
  message: string;
  field?: string;
}
