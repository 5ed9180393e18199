import type { Change } from './account/change.ts';
import type { Decided, Decision } from './account/decision.ts';
import { type Accounts, CommitConflict } from './ports/accounts.ts';

/** The try that a turn is at. */
export interface TurnAttempt {
  /** From 1. */
  attempt: number;
  /** The changes that conflicted with a newer write in the attempts before. */
  conflicts: readonly Change[];
}

export interface Turn<Seen, Answer, Effect = never, Asked = never> {
  account: string;
  read(attempt: TurnAttempt): Promise<Seen>;
  /** Pure. */
  decide(seen: Seen): Decided<Answer, Effect, Asked>;
  /** The snapshot, with the answer to a question. */
  answer?(asked: Asked, seen: Seen): Promise<Seen>;
  /** In their order. Each effect is idempotent by its name, since a later attempt performs it again. */
  perform?(effects: readonly Effect[], seen: Seen): Promise<void>;
  /** After so many conflicts the caller's own retry gives other writers time. */
  maxAttempts?: number;
  /** Called with each decision before it is carried out, and with its input. After a conflict there is another one. */
  watch?: ((seen: Seen, decided: Decision<Answer, Effect>) => void) | undefined;
}

/**
 * The way in which anything changes an account: read, decide, commit unless a newer write came in between, perform effects, record
 * that they are performed. A conflict, in the commit or in a commit of an effect, makes the decision void: all of it is done again.
 * @throws CommitConflict after `maxAttempts`
 */
export const turn = async <Seen, Answer, Effect = never, Asked = never>(
  { account, read, decide, answer, perform, maxAttempts = 6, watch }: Turn<Seen, Answer, Effect, Asked>,
  { accounts }: { accounts: Pick<Accounts, 'commit'> },
): Promise<Answer> => {
  const commit = async (changes: readonly Change[]): Promise<void> => {
    if (changes.length > 0) await accounts.commit(account, changes);
  };
  const conflicts: Change[] = [];
  let prepared = 0;
  for (let attempt = 1; ; attempt++) {
    try {
      let seen = await read({ attempt, conflicts });
      let decided = decide(seen);
      while ('ask' in decided && answer) {
        seen = await answer(decided.ask, seen);
        decided = decide(seen);
      }
      if ('ask' in decided) throw new Error('A turn asked a question that it has no answer for.');
      if ('prepare' in decided) {
        if (++prepared > maxAttempts) throw new Error('A turn asks for the same rows again, though they were written.');
        await commit(decided.prepare);
        continue;
      }
      watch?.(seen, decided);
      const { before = [], changes = [], effects = [], done = [] } = decided;
      if (before.length > 0) await perform?.(before, seen);
      await commit(effects.length > 0 ? changes : [...changes, ...done]);
      if (effects.length > 0) {
        await perform?.(effects, seen);
        await commit(done);
      }
      return decided.answer;
    } catch (error) {
      if (!(error instanceof CommitConflict) || attempt >= maxAttempts) throw error;
      conflicts.push(error.change);
    }
  }
};
