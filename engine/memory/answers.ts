import { answerPlace, isOf } from '../account/worded-answer.ts';
import type { Answers } from '../ports/answers.ts';
import { afterUsageRetention } from '../ports/retention.ts';
import { allExpiring, deleteExpiring, expiringBetween, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import { accountRows, readAccount, type Store } from './store.ts';

export const memoryAnswers = (store: Store): Answers => ({
  keep: async answer => {
    const { answers } = accountRows(store, answer.account);
    const row = { value: immutable(answer), expiresAt: afterUsageRetention(answer.at) };
    putExpiring(answers, answerPlace(answer), row, store.clock.now());
  },

  // `~` sorts behind every instant.
  ofAccount: async (account, since) =>
    expiringBetween(readAccount(store, account).answers, since, '~', store.clock.now()),

  async *all() {
    for (const { answers } of [...store.accounts.values()]) yield allExpiring(answers, store.clock.now());
  },

  forget: async (account, contact, until) => {
    const { answers } = readAccount(store, account);
    for (const answer of allExpiring(answers, store.clock.now()))
      if (isOf(answer, contact, until)) deleteExpiring(answers, answerPlace(answer));
  },
});
