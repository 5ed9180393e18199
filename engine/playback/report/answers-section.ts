import type { WordedAnswer } from '../../account/worded-answer.ts';
import { counted } from '../../kernel/counted.ts';
import { shortened } from '../../kernel/shortened.ts';
import type { AccountLabel } from './stories-section.ts';
import { table } from './table.ts';
import { listCounts } from './tallies.ts';

/** Number of comments shown, the latest ones. */
const shown = 8;
/** Maximum length of a comment in characters. */
const width = 90;

/** Survey comments: the number per topic, and the latest comments. */
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
      quoted(comment),
    ]);
  return [
    topics.size === 0
      ? ''
      : `  About: ${listCounts([...topics].map(([topic, each]) => [topic, each.length] as const))}.\n`,
    latest.length === 0 ? '' : table(latest, { prose: true }),
    comments.length > shown ? `  and ${counted(comments.length - shown, 'comment')} before: npx daymark answers\n` : '',
  ].join('');
};

/** The comment on one line, without control characters. */
const quoted = (comment: string): string => {
  const line = comment.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return `“${shortened(line, width)}”`;
};
