import { linePlace } from '../account/timeline.ts';
import { usageMark } from '../account/usage-mark.ts';
import { putDue } from './due-index.ts';
import { countWeek } from './guarded-weeks.ts';
import { immutable } from './immutable.ts';
import { type ChangeWriters, isMadeFrom } from './row-write.ts';
import { putRow } from './rows.ts';
import { addMark } from './usage-rows.ts';

/** Writes the rows that `accounts` reads. */
export const accountWriters: ChangeWriters<'profile' | 'evaluation' | 'line' | 'mark' | 'seat' | 'successPlan'> = {
  profile: ({ profile }, rows) => [
    {
      row: 'profile',
      isWhole: true,
      test: () => isMadeFrom(profile.revision, rows.profile),
      apply: () => {
        rows.profile = immutable(profile);
      },
    },
  ],

  evaluation: ({ evaluation, counts = [] }, rows, store) => [
    {
      row: 'evaluation',
      isWhole: true,
      test: () => isMadeFrom(evaluation.revision, rows.evaluation),
      apply: () => {
        rows.evaluation = immutable(evaluation);
        putDue(store, evaluation.account, evaluation.dueAt);
      },
    },
    ...counts.map(count => ({
      row: `week ${count.journey} ${count.period}`,
      apply: () => countWeek(store, count),
    })),
  ],

  line: ({ line }, rows) => {
    const key = linePlace(line);
    return [{ row: `line ${key}`, isWhole: true, apply: () => putRow(rows.lines, key, immutable(line)) }];
  },

  mark: ({ event, isBegun = false }, { usage }, { clock }) => [
    {
      row: `mark ${event.id}`,
      apply: () => addMark(usage, usageMark(event), isBegun, clock.now()),
    },
  ],

  // `applyChanges` writes these before all others; a late one is not a conflict.
  seat: () => [],
  successPlan: () => [],
};
