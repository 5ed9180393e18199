import type { HealthRecord } from '../../account/health-state.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { WordedAnswer } from '../../account/worded-answer.ts';
import { wrap } from '../../journey/explain/wrap.ts';
import { counted } from '../../kernel/counted.ts';
import type { Funnel } from '../../why/watch-funnels.ts';
import { answersSection } from './answers-section.ts';
import { healthSection } from './health-section.ts';
import { journeysSection } from './journeys-section.ts';
import { type AccountLabel, storiesSection, storiesTitle } from './stories-section.ts';
import { ofType } from './tallies.ts';
import { tasksSection } from './tasks-section.ts';
import { touchesSection } from './touches-section.ts';

export interface Playback {
  lines: readonly TimelineLine[];
  /** In order of time. */
  health: readonly HealthRecord[];
  /** Promises that the play breaks, as far as it is known, a sentence each. */
  broken?: readonly string[];
  /** The biggest changes, a sentence each. */
  headlines: readonly string[];
  /** In order of time. */
  answers: readonly WordedAnswer[];
  /** Ids of the journeys that were played, in order of the report. */
  journeys: readonly string[];
  /** How far accounts got that did not enter a journey. */
  funnelOf?: (journey: string) => Funnel;
  labels: ReadonlyMap<string, AccountLabel>;
  events: number;
  from: string;
  to: string;
  seconds: number;
  /** Number of mails to customers; `digests`: to CSMs on Mondays. */
  mails: number;
  digests: number;
  /** Caveats: rejected lines, unknown time zones, events of unknown accounts. */
  notes: readonly string[];
  files: readonly (readonly [what: string, path: string])[];
  tryNext: readonly (readonly [what: string, command: string])[];
}

/** The report of a play for a terminal. */
export const report = (playback: Playback): string =>
  [
    `${counted(playback.events, 'event')} of ${counted(playback.labels.size, 'account')}, ${playback.from} to ${playback.to}, played in ${playback.seconds.toFixed(1)} s: ${mailsOf(playback)}.\n`,
    (playback.broken ?? []).map(each => `${wrap(each, { width: 120 })}\n`).join(''),
    playback.headlines.length === 0
      ? ''
      : heading('What changed, by the last event') + playback.headlines.map(each => `  ${each}\n`).join(''),
    heading('Journeys') + journeysSection(playback.lines, playback.journeys, playback.funnelOf),
    heading('Touches') + touchesSection(playback.lines),
    heading('Tasks for CSMs') + tasksSection(playback.lines),
    playback.health.length === 0 ? '' : heading('Health') + healthSection(playback.health, playback.labels),
    playback.answers.length === 0 ? '' : heading('In their words') + answersSection(playback.answers, playback.labels),
    playback.lines.length === 0
      ? ''
      : heading(storiesTitle(playback.lines)) + storiesSection(playback.lines, playback.labels),
    playback.notes.length === 0 ? '' : heading('To know') + playback.notes.map(note => `  ${note}\n`).join(''),
    heading('Files') + pairs(playback.files),
    playback.tryNext.length === 0 ? '' : heading('Try next') + pairs(playback.tryNext),
  ]
    .filter(section => section !== '')
    .join('\n');

/** The numbers of mails, prompts and digests, in words. */
const mailsOf = ({ mails, digests, lines }: Playback): string => {
  const prompts = ofType(lines, 'touch').filter(({ entry }) => entry.channel === 'inApp' && entry.outcome === 'sent');
  return [
    counted(mails, 'mail'),
    ...(prompts.length === 0 ? [] : [counted(prompts.length, 'prompt')]),
    ...(digests === 0 ? [] : [`${counted(digests, 'digest')} for CSMs`]),
  ].join(', ');
};

const heading = (title: string): string => `${title}\n${'─'.repeat(title.length)}\n`;

const pairs = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([what]) => what.length));
  return rows.map(([what, value]) => `  ${what.padEnd(width)}  ${value}\n`).join('');
};
