import type { WordedAnswer } from '../../account/worded-answer.ts';
import { counted } from '../../kernel/counted.ts';
import type { AccountLabel } from './stories-section.ts';
import { table } from './table.ts';
import { listCounts } from './tallies.ts';

/** Most comments that are shown, the latest ones. */
const shown = 8;
/** Most characters of each. */
const width = 90;

/** Customers' comments on surveys: the number by topic, and the latest. */
export const answersSection = (answers: readonly WordedAnswer[], labels: ReadonlyMap<string, AccountLabel>): string => {
  const topics = Map.groupBy(
    answers.flatMap(({ topic }) => topic ?? []),
    topic => topic,
  );
  const comments = answers.filter(({ comment }) => comment !== undefined);
  const latest = comments
    .slice(-shown)
    .map(({ at, account, survey, score, comment = '' }) => [
      at.slice(0, 10),
      labels.get(account)?.name ?? account,
      `${survey} ${score}`,
      shortened(comment),
    ]);
  return [
    topics.size === 0
      ? ''
      : `  About: ${listCounts([...topics].map(([topic, each]) => [topic, each.length] as const))}.\n`,
    latest.length === 0 ? '' : table(latest, { prose: true }),
    comments.length > shown ? `  and ${counted(comments.length - shown, 'comment')} before: npx daymark answers\n` : '',
  ].join('');
};

/** On one line, without what a terminal would obey. */
const shortened = (comment: string): string => {
  const line = comment.replace(/[\p{C}\s]+/gu, ' ').trim();
  const letters = [...line];
  return letters.length > width ? `“${letters.slice(0, width - 1).join('')}…”` : `“${line}”`;
};
