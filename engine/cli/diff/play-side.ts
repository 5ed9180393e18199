import { createHash } from 'node:crypto';
import type { Project } from '../../build/build-project.ts';
import type { PlayedMail, PlayedSide } from '../../diff/effect/played-side.ts';
import { flattenSteps } from '../../journey/flatten-steps.ts';
import { partsOf } from '../../journey/parts-of.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { MemoryWorld } from '../../memory/memory-world.ts';
import { type InMemory, inMemory } from '../../playback/in-memory.ts';
import type { AddressedMail } from '../../playback/mails/addressed-mail.ts';
import { type Played, type PlayOptions, play } from '../../playback/play.ts';
import { readEvents } from '../../playback/read-events.ts';
import { UserError } from '../user-error.ts';
import { inFlightIn } from './in-flight-in.ts';

/** The events that both versions are played on. */
export interface ToPlay {
  files: readonly string[];
  /** Default: the last event. */
  until?: Instant;
  seed: number;
}

/** Plays a version in the memory world, and returns the data for the comparison. */
export const playSide = async (
  project: Project,
  { files, until, seed }: ToPlay,
  progress?: PlayOptions['progress'],
): Promise<PlayedSide> => {
  const recorded = await readEvents(files);
  const last = recorded.events.at(-1);
  if (!last)
    throw new UserError(
      `${files.join(', ')}: no event to play`,
      'write one JSON object per line; `npx daymark sample --only-events` writes examples',
      2,
    );
  const journeys = project.journeys.map(({ definition }) => definition);
  const { reached, observe } = watchReached();
  let world: MemoryWorld | undefined;
  const start = inMemory({ project, seed, observe });
  const played = await play({
    recorded,
    journeys,
    catalog: project.catalog,
    until: until ?? last.at,
    start: async at => {
      world = await start(at);
      return world;
    },
    ...(progress && { progress }),
  });
  return sideOf(project, played, { reached, world });
};

/** Collects the steps that at least one account reached, through a world's `observe`. */
export const watchReached = (): { reached: Set<string>; observe: NonNullable<InMemory['observe']> } => {
  const reached = new Set<string>();
  return { reached, observe: ({ execution, state }) => reached.add(`${journeyIn(execution)} ${state}`) };
};

/** The data of a play that is compared. */
export const sideOf = async (
  project: Project,
  { lines, mails, executions, facts, from, to, faults }: Played,
  { reached, world }: { reached: ReadonlySet<string>; world: MemoryWorld | undefined },
): Promise<PlayedSide> => ({
  lines,
  mails: new Map(mails.flatMap(said(templatesBySteps(project)))),
  transitions: executions.reduce((sum, { transitions }) => sum + transitions, 0),
  reached,
  inFlight: world ? await inFlightIn(world.operator()) : [],
  accounts: facts.length,
  from,
  to,
  faults: faults.length,
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
  ({ account, tags: { delivery, journey, step }, subject, html, text }: AddressedMail): [string, PlayedMail][] => {
    if (account === undefined || !delivery || !journey || !step) return [];
    const hash = createHash('sha1')
      .update(`${subject}\n${text}\n${html}`.replaceAll(/https?:\/\/[^\s"'<)]+/g, ''))
      .digest('base64');
    return [[delivery, { account, journey, step, template: templates.get(`${journey} ${step}`) ?? '', hash }]];
  };
