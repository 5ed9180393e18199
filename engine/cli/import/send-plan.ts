import type { LineNote, PlannedCall } from '../../import/plan-import.ts';
import type { ImportLedger } from './ledger.ts';
import type { ImportTarget } from './target.ts';

const mostCalls = 100;
/** Well below the 500 KB of a batch. */
const mostBytes = 300_000;

/** Sends the calls in batches, and records accepted ones in the ledger after each batch. Returns the refused ones. */
export const sendPlan = async (
  calls: readonly PlannedCall[],
  { target, ledger, perSecond, show }: SendingOptions,
): Promise<{ sent: number; refused: LineNote[] }> => {
  const refused: LineNote[] = [];
  let sent = 0;
  for (const batch of batchesOf(calls)) {
    const started = performance.now();
    const failed = await target.send(batch);
    const not = new Set(failed.map(({ call }) => call));
    ledger.keep(batch.filter(call => !not.has(call)));
    refused.push(
      ...failed.map(({ call, message }) => ({ line: call.line, what: message, fix: 'fix the row, and import again' })),
    );
    sent += batch.length - failed.length;
    show?.(sent, calls.length);
    const left = (batch.length / perSecond) * 1000 - (performance.now() - started);
    if (left > 0 && sent + refused.length < calls.length) await new Promise(done => setTimeout(done, left));
  }
  return { sent, refused };
};

interface SendingOptions {
  target: ImportTarget;
  ledger: Pick<ImportLedger, 'keep'>;
  perSecond: number;
  show?: ((sent: number, of: number) => void) | undefined;
}

const batchesOf = (calls: readonly PlannedCall[]): PlannedCall[][] => {
  const batches: PlannedCall[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const call of calls) {
    const size = Buffer.byteLength(JSON.stringify(call.call));
    const last = batches.at(-1);
    if (last && last.length < mostCalls && bytes + size <= mostBytes) {
      last.push(call);
      bytes += size;
    } else {
      batches.push([call]);
      bytes = size;
    }
  }
  return batches;
};
