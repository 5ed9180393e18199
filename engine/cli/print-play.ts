import { join } from 'node:path';
import { headlineText, portfolioHeadlines } from '../headlines/headlines.ts';
import { labelsOf } from '../playback/account-labels.ts';
import { brokenHere } from '../playback/example/broken-here.ts';
import { besideMails } from '../playback/mails/filed-mail.ts';
import { report } from '../playback/report/report.ts';
import { journeysOf } from '../playback/source.ts';
import type { FilesPlayed } from './play-source.ts';
import { notesOf } from './run-notes.ts';
import type { PlayWritten } from './write-play.ts';

/** Prints the report of a play and the files it was written to. */
export const printPlay = (
  { source, recorded, played, funnels }: FilesPlayed,
  written: PlayWritten,
  { tryNext = [], files = [] }: Partial<Record<'tryNext' | 'files', readonly (readonly [string, string])[]>> = {},
): void => {
  const labels = labelsOf(recorded.events);
  const text = report({
    lines: played.lines,
    health: played.health,
    answers: played.answers,
    broken: brokenIn(source, played.lines, labels),
    headlines: portfolioHeadlines(played.changes).map(headlineText),
    journeys: journeysOf(source).map(({ id }) => id),
    ...(funnels && { funnelOf: funnels.of }),
    labels,
    events: recorded.events.length - (played.rejected.length - recorded.rejected.length),
    from: played.from.slice(0, 10),
    to: played.to.slice(0, 10),
    seconds: written.seconds,
    mails: played.mails.filter(({ account }) => account !== undefined).length,
    digests: played.mails.filter(({ account }) => account === undefined).length,
    notes: notesOf(played, written.rejected),
    files: [
      ...files,
      ['mails', join(written.mail, besideMails.byAccount)],
      ['timeline', written.timeline],
      ['health scores', written.health],
      ...(written.former === undefined ? [] : [['the previous play', written.former] as const]),
    ],
    tryNext,
  });
  process.stdout.write(text);
};

/** Known of a play of one account, such as `check --write-example` writes: its dates are those of UTC. */
const brokenIn = (
  source: FilesPlayed['source'],
  lines: FilesPlayed['played']['lines'],
  labels: ReturnType<typeof labelsOf>,
): string[] => {
  const [only, ...others] = labels.values();
  if (!('project' in source) || only?.timezone !== 'UTC' || others.length > 0) return [];
  const { catalog, templates } = source.project;
  return brokenHere({ lines, journeys: journeysOf(source), promises: catalog.promises ?? [], templates });
};
