import type { Evidence, Task } from '../task.ts';

/**
 * One line that says it all: who, why, the numbers, and what to do. "Acme: login drop. Logins down 41 % in 3 weeks. Do: book an
 * admin review."
 */
export const taskSummary = (task: Task): string => {
  const { account, accountName, reason, play } = task;
  return [
    `${accountName ?? account}: ${reason.replaceAll('-', ' ')}.`,
    ...[factsOf(task)].filter(Boolean),
    `Do: ${play.replace(/[.!?\s]+$/, '')}.`,
  ].join(' ');
};

/** The numbers behind it, as sentences. */
export const factsOf = ({ evidence }: Pick<Task, 'evidence'>): string =>
  evidence
    .filter(({ value }) => value !== null)
    .map(tellFact)
    .join(' ');

const tellFact = ({ fact, value, threshold, window }: Evidence): string => {
  const than = threshold === undefined || threshold === null ? '' : ` (against ${tell(threshold)})`;
  return `${fact.charAt(0).toUpperCase()}${fact.slice(1)} ${tell(value)}${than}${window ? ` in ${window}` : ''}.`;
};

const tell = (value: Evidence['value']): string => {
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
};
