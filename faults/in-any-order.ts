import { differences, type IsOpen, isUnknown, needlessIn } from './compare.ts';
import type { Ending, Line } from './ending.ts';

/**
 * Violations of the rules that hold whichever of an account's events and waits comes first: each mail is sent as often
 * as the timeline says, events are stored, and every enrollment has one execution, which is not stranded.
 */
export const violationsInAnyOrder = (clean: Ending, disturbed: Ending, isOpen: IsOpen): string[] => {
  const mails = disturbed.mails.filter(mail => !isDigest.test(mail)).map(mail => mail.replace(/@\S*/, '@'));
  const known = disturbed.lines.filter(({ outcome }) => outcome === 'sent').flatMap(mailIn);
  const open = disturbed.lines.filter(isUnknown).flatMap(mailIn);
  const mayHaveGone = (mail: string, before: number, now: number) =>
    now > before && now <= before + open.filter(each => each === mail).length;
  const states = new Set(clean.executions.map(stateOf));
  return [
    ...needlessIn(disturbed, isOpen),
    ...differences('', known, mails, mayHaveGone),
    ...differences('execution ', enrolledIn(disturbed), disturbed.executions.map(journeyOf)),
    ...disturbed.executions.filter(execution => !states.has(stateOf(execution))),
    ...differences('', sentIn(clean), sentIn(disturbed)),
  ];
};

/** A digest concerns several accounts. */
const isDigest = /^mail undefined/;

const mailIn = ({ type, channel, step, to, enrollment }: Line): string[] =>
  type === 'touch' && channel === 'email' ? [`mail ${step} ${to}@ ${enrollment}`] : [];

const enrolledIn = ({ lines }: Ending): string[] =>
  lines.flatMap(({ type, journey }) => (type === 'enrolled' ? [String(journey)] : []));

const journeyOf = (execution: string): string => execution.split(' ')[0] ?? '';
const stateOf = (execution: string): string => execution.split(' ')[1] ?? '';

/** Usage that senders reported. Usage from billing and steps depends on the order. */
const sentIn = ({ state }: Ending): string[] =>
  ((state as { usage?: string[] }).usage ?? []).filter(used => /^usage [A-Z]/.test(used));
