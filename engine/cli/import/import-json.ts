import * as z from 'zod';
import { importKinds } from '../../import/import-kind.ts';

const note = z.strictObject({ line: z.int(), what: z.string(), fix: z.string() });
const entries = z.array(z.strictObject({ journey: z.string(), trigger: z.string(), accounts: z.int() }));

/** `daymark import --json`. `sent`: absent without a target; `enrolls`: only if the rows are accounts or events. */
export const importJson = z.strictObject({
  file: z.string(),
  encoding: z.string(),
  separator: z.string(),
  tool: z.string().exactOptional(),
  kind: z.enum(importKinds),
  at: z.iso.datetime(),
  columns: z.array(
    z.strictObject({ column: z.string(), field: z.string().exactOptional(), why: z.string().exactOptional() }),
  ),
  rows: z.int(),
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  repeated: z.int(),
  /** Number of addresses on the imported suppression list. */
  held: z.int(),
  refused: z.array(note),
  leftOut: z.record(z.string(), z.int()),
  warnings: z.array(note),
  enrolls: z.strictObject({ played: z.int(), accounts: z.int(), atOnce: entries, ahead: entries }).exactOptional(),
  sent: z.int().exactOptional(),
});
