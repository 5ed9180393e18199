import type { DuePart } from '../account/due-part.ts';
import { weekKnownEverywhere } from './weeks.ts';

/** A guarded signal that tripped waits until the week is known everywhere. */
export const guardDue: DuePart = ({ snapshot: { evaluation } }) =>
  Object.values(evaluation?.signals ?? {}).flatMap(({ pending }) =>
    pending ? [{ at: weekKnownEverywhere(pending.period) }] : [],
  );
