import { DeleteItemCommand, PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { isOf, type WordedAnswer } from '../../../account/worded-answer.ts';
import { sortKey } from '../../../kernel/row-keys.ts';
import type { Answers } from '../../../ports/answers.ts';
import type { Clock } from '../../../ports/ports.ts';
import { afterUsageRetention, isAlive } from '../../../ports/retention.ts';
import { accountPartition, answerKey } from './keys.ts';
import { content, packed, type StoredItem, storedItem } from './stored-item.ts';
import { itemsBetween, pagesUnder, type Table } from './table.ts';

export const tableAnswers = (table: Table, clock: Clock): Answers => ({
  keep: answer => keep(table, answer),

  // `~` sorts after every instant.
  ofAccount: async (account, since) =>
    (await itemsBetween(table, accountPartition(account), sortKey.answer + since, `${sortKey.answer}~`))
      .filter(item => isAlive(item, clock.now()))
      .map(item => content<WordedAnswer>(item)),

  all: () => allAnswers(table, clock),

  forget: async (account, contact, until) => {
    for await (const page of pagesUnder(table, accountPartition(account), sortKey.answer))
      for (const item of page) {
        const answer = content<WordedAnswer>(item);
        if (isOf(answer, contact, until)) await remove(table, answer);
      }
  },
});

async function* allAnswers({ client, name }: Table, clock: Clock): AsyncGenerator<WordedAnswer[]> {
  const pages = paginateScan(
    { client },
    {
      TableName: name,
      FilterExpression: 'begins_with(sk, :answer)',
      ExpressionAttributeValues: { ':answer': { S: sortKey.answer } },
    },
  );
  for await (const { Items = [] } of pages)
    yield Items.map(storedItem)
      .filter(item => isAlive(item, clock.now()))
      .map(item => content<WordedAnswer>(item));
}

const keep = async ({ client, name }: Table, answer: WordedAnswer): Promise<void> => {
  const Item = marshall(answerItem(answer), { removeUndefinedValues: true });
  await client.send(new PutItemCommand({ TableName: name, Item }));
};

export const answerItem = (answer: WordedAnswer): StoredItem => ({
  ...answerKey(answer),
  ...packed(answer),
  expiresAt: afterUsageRetention(answer.at),
});

const remove = async ({ client, name }: Table, answer: WordedAnswer): Promise<void> => {
  await client.send(new DeleteItemCommand({ TableName: name, Key: marshall(answerKey(answer)) }));
};
