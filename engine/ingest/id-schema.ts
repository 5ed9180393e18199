import * as z from 'zod';
import { longestIds, readId } from '../kernel/read-id.ts';

/** An id in a body, as text or as an exact number. `missing` completes the message "is missing: give …". */
export const idOf = (what: keyof typeof longestIds, missing: string) =>
  z.union([z.string(), z.number()], `is missing: give ${missing}`).transform((value, context): string => {
    const read = readId(value, longestIds[what]);
    if ('id' in read) return read.id;
    context.addIssue(read.problem);
    return z.NEVER;
  });
