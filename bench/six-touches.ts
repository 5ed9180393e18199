import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inMemory } from '../engine/playback/in-memory.ts';
import { play } from '../engine/playback/play.ts';
import { progressText } from '../engine/playback/progress.ts';
import { readEvents } from '../engine/playback/read-events.ts';
import { caseProject } from '../faults/case-project.ts';
import { day, email, journeyOf } from '../test/journey/plain-journey.ts';
import { signup } from '../test/support/recorded-events.ts';
import { inFolder } from './in-folder.ts';
import { type Part, timed } from './part.ts';

const enrollments = 2_000;
const days = [0, 4, 8, 12, 16, 20];
const signedUp = '2026-01-05T10:00:00.000Z';

/**
 * Enrollments of six mails each in the memory world. The template has no variables, so rendering costs almost nothing.
 */
export const sixTouches: Part = tell =>
  inFolder(async folder => {
    const steps = days.map(each => email(`mail-on-day-${each}`, { at: day(each) }));
    const project = caseProject([journeyOf(steps)]);
    const file = join(folder, 'events.jsonl');
    const signups = Array.from({ length: enrollments }, (_, index) => signup(`account-${index}`, signedUp));
    await writeFile(file, signups.flatMap(each => each.map(line => `${JSON.stringify(line)}\n`)).join(''));
    const recorded = await readEvents([file]);
    const { result, cpu } = await timed(() =>
      play({
        recorded,
        journeys: project.journeys.map(({ definition }) => definition),
        catalog: project.catalog,
        start: inMemory({ project, seed: 1 }),
        progress: now => tell(progressText(now)),
      }),
    );
    const sent = result.lines.filter(({ entry }) => entry.type === 'touch' && entry.outcome === 'sent').length;
    if (sent !== enrollments * days.length) throw new Error(`${sent} mails went in place of six for each enrollment.`);
    return [
      { name: 'enrollments of six mails', value: enrollments / cpu, unit: 'each second of CPU' },
      { name: 'mails of these', value: sent / cpu, unit: 'each second of CPU' },
    ];
  });
