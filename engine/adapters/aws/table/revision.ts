import type { WriteCondition } from './item-write.ts';

/** The stored revision is the one that the new revision was made from. */
export const isNextRevision = (revision: number): readonly WriteCondition[] =>
  revision <= 1 ? [{ kind: 'isNew' }] : [{ kind: 'is', attribute: 'revision', value: revision - 1 }];
