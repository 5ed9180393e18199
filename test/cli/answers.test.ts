import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { WordedAnswer } from '../../engine/account/worded-answer.ts';
import { answersCsv } from '../../engine/cli/answers.ts';
import { answersJson } from '../../engine/cli/verb-json.ts';
import { daymark } from '../support/cli.ts';

const answer = (comment: string, more: Partial<WordedAnswer> = {}): WordedAnswer => ({
  account: 'acme',
  id: 'a',
  at: '2026-03-02T10:00:00.000Z',
  user: 'ada',
  survey: 'csat',
  score: 2,
  comment,
  ...more,
});

test('answers are a table that a spreadsheet reads, whatever is written in them', () => {
  const { user: _, ...nobody } = answer('', { topic: 'price' });
  expect(answersCsv([answer('Say “a, b”\nand "c"'), nobody])).toBe(
    [
      'at,account,user,survey,score,topic,comment',
      '2026-03-02T10:00:00.000Z,acme,ada,csat,2,,"Say “a, b”\nand ""c"""',
      '2026-03-02T10:00:00.000Z,acme,,csat,2,price,',
      '',
    ].join('\n'),
  );
});

test('no comment is taken for a formula', () => {
  for (const begin of ['=1+1', '+1', '-1', '@sum', '\t=1']) expect(answersCsv([answer(begin)])).toContain(`,'${begin}`);
});

test('the verb prints the table as it is, whatever line ends a customer typed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-answers-'));
  const typed = ['one\r\ntwo', 'one\rtwo', 'one\ntwo', '\r=1'].map(comment => answer(comment));
  await writeFile(join(folder, 'answers.jsonl'), typed.map(each => `${JSON.stringify(each)}\n`).join(''));
  const { code, stdout } = await daymark(['answers', '--play', folder]);
  const asJson = await daymark(['answers', '--play', folder, '--json']);
  await rm(folder, { recursive: true });
  expect(answersJson.parse(JSON.parse(asJson.stdout)).map(({ comment }) => comment)).toHaveLength(4);
  const row = '2026-03-02T10:00:00.000Z,acme,ada,csat,2,,';
  const two = `${row}"one\ntwo"\n`;
  expect([code, stdout]).toEqual([0, `at,account,user,survey,score,topic,comment\n${two.repeat(3)}${row}"'\n=1"\n`]);
});
