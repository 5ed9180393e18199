import { isDeepStrictEqual } from 'node:util';
import type { Second } from '../engine/kernel/instant.ts';
import type { Ending, Line } from './ending.ts';

/** Whether a service may have received a mail or post whose answer was lost. See `HandOvers`. */
export type IsOpen = (step: string, to: string) => boolean;

/**
 * Differences of an ending from an undisturbed run: effects that are lost, duplicated, unfinished, or needlessly
 * reported as unknown. A touch that may have been received may be unknown: each such attempt sent its mail or did not.
 */
export const violations = (clean: Ending, disturbed: Ending, isOpen: IsOpen): string[] => {
  const unknown = disturbed.lines.filter(isUnknown);
  /** Each unknown attempt may have sent its mail; each known one sent it once. */
  const mayDiffer = (mail: string, _before: number, now: number) => {
    const isOf = (line: Line) =>
      mail.startsWith(`mail ${line.step} ${placeOf(line)}`) && mail.endsWith(` ${line.enrollment}`);
    const attempts = unknown.filter(isOf).length;
    const known = disturbed.lines.filter(line => isOf(line) && line.outcome === 'sent').length;
    return attempts > 0 && now >= known && now <= known + attempts;
  };
  const mayLack = (post: string, before: number, now: number) =>
    unknown.some(line => post.startsWith(`post ${placeOf(line)}`)) ||
    // If an SLA was missed during the faults, the later action on the task reports it.
    (now < before && /\bbreached\b/.test(post)) ||
    // Slack has no idempotency key: a message that it may have received is not posted again.
    (now < before && post.startsWith('post /slack') && isOpen('', '/slack'));
  return [
    ...needlessIn(disturbed, isOpen),
    ...differences(
      'line ',
      told(clean.lines),
      told(settled(disturbed.lines, clean.lines)),
      mayMeetAnotherNight(clean, disturbed),
    ),
    ...differences('', clean.mails, disturbed.mails, mayDiffer),
    ...differences('', clean.told, disturbed.told, mayLack),
    ...differences('execution ', clean.executions, disturbed.executions),
    ...clean.alarms.filter(alarm => !disturbed.alarms.includes(alarm)).map(alarm => `not told to operators: ${alarm}`),
    ...(isDeepStrictEqual(clean.state, disturbed.state)
      ? []
      : [`state: ${JSON.stringify(disturbed.state)} instead of ${JSON.stringify(clean.state)}`]),
  ];
};

/**
 * Lines to compare, with repeated holds reduced to one. Leaves out holds while the kill switches can't be read, and
 * repeats: a longer hold is recorded again, and its length depends on times.
 */
const told = (lines: readonly Line[]): string[] => {
  const holds = lines.filter(({ outcome, reason }) => outcome === 'held' && reason !== 'paused');
  return [...lines.filter(({ outcome }) => outcome !== 'held').map(show), ...new Set(holds.map(show))];
};

/**
 * A delayed touch may reach the gate when the night is over, and then is not held, unless it was sent in that night. Or
 * it arrives after the night has begun, and is held although it was sent shortly before in the undisturbed run. Or a hold for another reason
 * ends in a night that is over before the undisturbed run sends it.
 */
const mayMeetAnotherNight = (clean: Ending, disturbed: Ending) => {
  const isSentAtNight = clean.nights.some(({ touch, from, until }) =>
    disturbed.sent.some(each => each.touch === touch && each.at >= from && each.at < until),
  );
  const isLate = disturbed.nights.some(({ touch, from }) =>
    clean.sent.some(({ touch: other, at }) => other === touch && at < from && secondsBetween(at, from) <= longestDelay),
  );
  const isEarly = disturbed.nights.some(({ touch, until }) =>
    clean.sent.some(({ touch: other, at }) => other === touch && until <= at),
  );
  return (line: string, before: number, now: number): boolean => {
    const { outcome, reason } = JSON.parse(line) as Line;
    return outcome === 'held' && reason === 'quiet-hours' && (now < before ? !isSentAtNight : isLate || isEarly);
  };
};

/** In seconds: an outage, and the retries that follow it. */
export const longestDelay = 3600;

const secondsBetween = (from: Second, to: Second): number => (Date.parse(to) - Date.parse(from)) / 1000;

/** Touches reported as unknown although no service can have received them. */
export const needlessIn = ({ lines }: Ending, isOpen: IsOpen): string[] =>
  lines
    .filter(line => isUnknown(line) && !isOpen(String(line.step), placeOf(line)))
    .map(line => `needlessly unknown: ${show(line)}`);

export const isUnknown = ({ type, outcome }: Line): boolean => type === 'touch' && outcome === 'unknown';

const placeOf = ({ to, channel }: Line): string =>
  channel === 'slack' || channel === 'webhook' ? `/${channel}` : `${to}@`;

/**
 * Replaces an unknown delivery by its outcome in the undisturbed run, unless a retry was recorded, too. Deliveries of
 * several rounds of a loop look alike, so only as many are replaced as are missing.
 */
const settled = (lines: readonly Line[], clean: readonly Line[]): Line[] => {
  const ended = lines.filter(line => !isUnknown(line));
  const missing = [...clean];
  for (const line of ended) {
    const index = missing.findIndex(each => show(each) === show(line));
    if (index >= 0) missing.splice(index, 1);
  }
  for (const line of lines.filter(isUnknown)) {
    const index = missing.findIndex(each => isEndOf(line, each));
    ended.push(...missing.splice(index, index < 0 ? 0 : 1));
    if (index < 0 && !clean.some(each => isEndOf(line, each))) ended.push({ ...line, outcome: 'sent' });
  }
  return ended;
};

const isEndOf = ({ step, to, enrollment }: Line, end: Line): boolean =>
  end.step === step &&
  end.to === to &&
  end.enrollment === enrollment &&
  (end.outcome === 'sent' || end.outcome === 'failed');

const show = (line: Line): string => JSON.stringify(Object.fromEntries(Object.entries(line).sort()));

export const differences = (
  what: string,
  clean: readonly string[],
  disturbed: readonly string[],
  isForgiven: (name: string, before: number, now: number) => boolean = () => false,
): string[] =>
  [...new Set([...clean, ...disturbed])].flatMap(name => {
    const [before = 0, now = 0] = [clean, disturbed].map(list => list.filter(each => each === name).length);
    if (before === now || isForgiven(name, before, now)) return [];
    return [`${now} times instead of ${before}: ${what}${name}`];
  });
