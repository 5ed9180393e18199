import type { Evidence, Task } from '../account/task.ts';
import { moneyText } from '../kernel/money.ts';

/**
 * A one-line summary: account, reason, numbers, and action. "Acme: login drop. Logins down 41 % in 3 weeks. Do: book an
 * admin review."
 */
export const taskSummary = (task: Task): string => {
  const { account, accountName, play } = task;
  return [
    `${accountName ?? account}: ${reasonText(task)}.`,
    ...[describeEvidence(task)].filter(Boolean),
    `Do: ${play.replace(/[.!?\s]+$/, '')}.`,
  ].join(' ');
};

/** The task's reason in words: `login drop`. */
export const reasonText = ({ because, reason }: Pick<Task, 'because' | 'reason'>): string =>
  because ?? reason.replaceAll('-', ' ');

/** The task's evidence as sentences. */
export const describeEvidence = ({ evidence }: Pick<Task, 'evidence'>): string =>
  evidence
    .filter(each => each.value !== null && !evidence.some(other => isCurrencyOf(each, other)))
    .map(describeFact)
    .join(' ');

/** A fact's value, formatted: `$4,900.00`, `1,240`, `yes`. */
export const factText = ({ value, money }: Pick<Evidence, 'value' | 'money'>): string => {
  if (typeof value === 'number') return money ? moneyText({ amount: value, ...money }) : number.format(value);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? 'unknown');
};

/** Is the value the currency of an amount? Then it is not listed on its own: amounts are formatted with it. */
const isCurrencyOf = ({ value, money }: Evidence, amount: Evidence): boolean =>
  money === undefined && typeof amount.value === 'number' && amount.money?.currency === value;

const describeFact = (each: Evidence): string => {
  const { fact, threshold, window } = each;
  const than =
    threshold === undefined || threshold === null ? '' : ` (against ${factText({ ...each, value: threshold })})`;
  return `${fact.charAt(0).toUpperCase()}${fact.slice(1)} ${factText(each)}${than}${window ? ` in ${window}` : ''}.`;
};

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
