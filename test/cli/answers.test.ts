import { expect, test } from 'vitest';
import type { WordedAnswer } from '../../engine/account/worded-answer.ts';
import { answersCsv } from '../../engine/cli/answers.ts';

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
    ].join('\r\n'),
  );
});

test('no comment is taken for a formula', () => {
  for (const begin of ['=1+1', '+1', '-1', '@sum', '\t=1']) expect(answersCsv([answer(begin)])).toContain(`,'${begin}`);
});
