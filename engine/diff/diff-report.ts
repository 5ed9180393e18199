import * as z from 'zod';
import { changedParts } from './change.ts';

const change = z.strictObject({
  of: z.enum(changedParts),
  name: z.string().exactOptional(),
  step: z.string().exactOptional(),
  mark: z.enum(['added', 'removed', 'moved', 'changed']),
  text: z.string(),
});

/** What `daymark diff --json` prints. */
export const diffSchema = z.strictObject({
  /** The version compared with. */
  base: z.string(),
  changes: z.array(change),
});

export type DiffReport = z.infer<typeof diffSchema>;
