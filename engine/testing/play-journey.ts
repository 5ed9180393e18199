import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { compileJourney } from '../asl/compile-journey.ts';
import { buildProject, type Project } from '../build/build-project.ts';
import { instantIn } from '../definition/calendar.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { inMemory } from '../playback/in-memory.ts';
import { play } from '../playback/play.ts';
import { recognizeEvents } from '../playback/read-events.ts';
import type { JourneyPlay } from './journey-play.ts';
import {
  idOfPlayed,
  type PlayedAccount,
  type PlayedEvent,
  type RecordedLine,
  recordedLines,
  zoneOf,
} from './recorded-lines.ts';

export interface PlayOfJourney {
  account?: PlayedAccount;
  /** Events, in any order. */
  events: readonly (PlayedEvent | RecordedLine)[];
  /** End of the play, in the account's time zone. Default: when nothing is left to happen. */
  until?: string;
  /** Folder of journeys, with `templates` beside it. Default: `journeys` in the current folder. */
  journeys?: string;
}

/**
 * Plays an account through one journey, or several, in virtual time: the compiled state machines and the functions that
 * run on AWS, in memory.
 *
 * @throws Error if an event is refused, or accepted with a warning: a test with a misspelled one must not pass
 * @example
 * const play = await playJourney(onboarding, { events: [{ at: '2026-01-05T16:00', event: 'Account Created' }] });
 * expect(play).toHaveSent('first-project', { day: 7 });
 */
export const playJourney = async (
  journey: JourneyDefinition | readonly JourneyDefinition[],
  { account = {}, events, until, journeys: folder = 'journeys' }: PlayOfJourney,
): Promise<JourneyPlay> => {
  const definitions = 'format' in journey ? [journey] : journey;
  const timezone = zoneOf(account);
  const project = await projectOf(folder);
  const played = await play({
    recorded: recognizeEvents(
      recordedLines(account, events).map(line => JSON.stringify(line)),
      'events',
    ),
    journeys: definitions,
    catalog: project.catalog,
    start: inMemory({ project: withJourneys(project, definitions), seed: 1 }),
    ...(until !== undefined && { until: momentOf(until, timezone) }),
  });
  const [wrong] = [...played.rejected, ...played.warnings];
  if (wrong) throw new Error(`An event was not accepted as meant: ${wrong.what}: ${wrong.fix}`);
  const [fault] = played.faults;
  if (fault !== undefined) throw new Error(fault);
  return {
    account: idOfPlayed(account),
    timezone,
    journeys: definitions.map(({ id }) => id),
    steps: definitions.flatMap(({ steps }) => stepsIn(steps).map(({ id }) => id)),
    lines: played.lines,
    mails: played.mails,
  };
};

const momentOf = (said: string, timezone: string) => {
  const at = instantIn(said, timezone);
  if (at === undefined) throw new Error(`"${said}" isn't a time: write one such as "2026-02-01T09:00".`);
  return at;
};

/** The project with only the test's journeys, so that variants can be played. */
const withJourneys = (project: Project, definitions: readonly JourneyDefinition[]): Project => ({
  ...project,
  journeys: definitions.map(definition => ({
    file: `${definition.id}.ts`,
    definition,
    machine: compileJourney(definition, project.templates),
  })),
});

const projects = new Map<string, Promise<Project>>();

/** Built once per process, because compiling templates takes a moment. */
const projectOf = (folder: string): Promise<Project> => {
  const known = projects.get(resolve(folder));
  if (known) return known;
  const templates = join(dirname(resolve(folder)), 'templates');
  if (!existsSync(folder))
    throw new Error(`No folder ${folder}: run the tests in its parent folder, or name it with \`journeys\`.`);
  const built = buildProject({ journeys: folder, templates });
  projects.set(resolve(folder), built);
  return built;
};
