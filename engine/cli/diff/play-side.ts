import { createHash } from 'node:crypto';
import type { Project } from '../../build/build-project.ts';
import {
  inFlightOrder,
  type PlayedExecutions,
  type PlayedMail,
  type PlayedSide,
} from '../../diff/effect/played-side.ts';
import { byKey } from '../../diff/effect/replace-accounts.ts';
import { flattenSteps } from '../../journey/flatten-steps.ts';
import { partsOf } from '../../journey/parts-of.ts';
import type { Instant } from '../../kernel/instant.ts';
import { type Execution, isoInstant } from '../../local/interpreter/execution.ts';
import type { MemoryWorld } from '../../memory/memory-world.ts';
import { eventsOfAccounts } from '../../playback/crossings/accounts-together.ts';
import { answerAsBefore } from '../../playback/crossings/answer-as-before.ts';
import { type Crossings, newCrossings, orderedCrossings, recordCrossings } from '../../playback/crossings/crossings.ts';
import { type InMemory, inMemory } from '../../playback/in-memory.ts';
import type { AddressedMail } from '../../playback/mails/addressed-mail.ts';
import { type Played, type PlayOptions, play } from '../../playback/play.ts';
import { type RecordedEvents, readEvents } from '../../playback/read-events.ts';
import { UserError } from '../user-error.ts';
import { inFlightIn } from './in-flight-in.ts';

/** The events that both versions are played on. */
export interface ToPlay {
  files: readonly string[];
  /** Default: the last event. */
  until?: Instant;
  seed: number;
}

/** Some accounts of a play, played again by another version. */
export interface SomeAccounts {
  accounts: ReadonlySet<string>;
  /** The play of all. */
  before: PlayedSide;
}

/** Plays a version in the memory world, and returns the data for the comparison. */
export const playSide = async (
  project: Project,
  what: ToPlay,
  progress?: PlayOptions['progress'],
): Promise<PlayedSide> => {
  const recorded = await readEvents(what.files);
  if (recorded.events.length === 0)
    throw new UserError(
      `${what.files.join(', ')}: no event to play`,
      'write one JSON object per line; `npx daymark sample --only-events` writes examples',
      2,
    );
  return playOn(project, recorded, what, { ...(progress && { progress }) });
};

/** Plays a version on events in memory: on all, or only on those that may concern some accounts. */
export const playOn = async (
  project: Project,
  recorded: RecordedEvents,
  { until, seed }: Pick<ToPlay, 'until' | 'seed'>,
  { some, progress }: { some?: SomeAccounts; progress?: PlayOptions['progress'] } = {},
): Promise<PlayedSide> => {
  const { watched, observe, wrap } = watchSide();
  let world: MemoryWorld | undefined;
  const start = inMemory({
    project,
    seed,
    observe,
    wrap: own => wrap(some ? answerAsBefore(own, some.before.crossings, some.accounts) : own),
  });
  const played = await play({
    recorded: some ? { ...recorded, events: eventsOfAccounts(recorded.events, some.accounts) } : recorded,
    journeys: project.journeys.map(({ definition }) => definition),
    catalog: project.catalog,
    until: until ?? recorded.events.at(-1)?.at ?? '',
    start: async at => {
      world = await start(at);
      return world;
    },
    ...(some && { from: some.before.from }),
    ...(progress && { progress }),
  });
  return sideOf(project, played, watched, world);
};

/** What a world tells for a side while it plays. */
export interface WatchedSide {
  /** States entered, by execution. */
  entered: Map<string, Set<string>>;
  crossings: Crossings;
}

export const watchSide = (): { watched: WatchedSide } & Required<Pick<InMemory, 'observe' | 'wrap'>> => {
  const watched: WatchedSide = { entered: new Map(), crossings: newCrossings() };
  return {
    watched,
    observe: ({ execution, state }) => {
      const known = watched.entered.get(execution);
      if (known) known.add(state);
      else watched.entered.set(execution, new Set([state]));
    },
    wrap: world => recordCrossings(world, watched.crossings),
  };
};

/** The data of a play that is compared. */
export const sideOf = async (
  project: Project,
  { lines, mails, executions, facts, from, to, faults }: Played,
  { entered, crossings }: WatchedSide,
  world: MemoryWorld | undefined,
): Promise<PlayedSide> => ({
  lines,
  mails: new Map(mails.flatMap(said(templatesBySteps(project)))),
  executions: new Map(
    [...Map.groupBy(executions, ({ group }) => group)]
      .map(([account, own]): [string, PlayedExecutions] => [account, executedBy(own, entered)])
      .sort(byKey),
  ),
  inFlight: world ? (await inFlightIn(world.operator())).sort(inFlightOrder) : [],
  accounts: facts.length,
  from,
  to,
  faults: faults.length,
  crossings: orderedCrossings(crossings),
});

const executedBy = (own: readonly Execution[], entered: WatchedSide['entered']): PlayedExecutions => ({
  transitions: own.reduce((sum, { transitions }) => sum + transitions, 0),
  reached: new Set(
    own.flatMap(({ name }) => [...(entered.get(name) ?? [])].map(state => `${journeyIn(name)} ${state}`)),
  ),
});

/** Execution names are `<journey>-<hash>`, with a suffix such as `-g2` after a move. */
const journeyIn = (execution: string): string => execution.replace(/-g\d+$/, '').replace(/-[^-]*$/, '');

const templatesBySteps = ({ journeys }: Project): ReadonlyMap<string, string> =>
  new Map(
    journeys.flatMap(({ definition: { id, steps } }) =>
      flattenSteps(steps).flatMap(({ step }) => {
        const template = partsOf(step).template?.id;
        return template === undefined ? [] : [[`${id} ${step.id}`, template] as const];
      }),
    ),
  );

const said =
  (templates: ReadonlyMap<string, string>) =>
  ({
    account,
    tags: { delivery, journey, step },
    subject,
    html,
    text,
    at,
    messageId,
  }: AddressedMail): [string, PlayedMail][] => {
    if (account === undefined || !delivery || !journey || !step) return [];
    const hash = createHash('sha1')
      .update(`${subject}\n${text}\n${html}`.replaceAll(/https?:\/\/[^\s"'<)]+/g, ''))
      .digest('base64');
    const place = `${isoInstant(at)} ${messageId}`;
    return [[delivery, { place, account, journey, step, template: templates.get(`${journey} ${step}`) ?? '', hash }]];
  };
