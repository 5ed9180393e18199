import type { Project } from '../../build/build-project.ts';
import { plusDays } from '../../definition/dates.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { deedOf, type JourneyPromise } from '../../definition/promise.ts';
import type { PathPart } from '../../promises/moment.ts';
import { isCounted } from '../../promises/monitors/at-most.ts';
import type { Example } from '../../promises/prove.ts';
import { inMemory } from '../in-memory.ts';
import { play } from '../play.ts';
import { recognizeEvents } from '../read-events.ts';
import { accountFor, rolesIn, weekdays } from './account-choices.ts';
import { onlyDayOf } from './beginning-by.ts';
import { breaksPromise, type PlayedExample } from './breaks-promise.ts';
import { type ExampleChoice, type ExampleLines, exampleLines } from './example-lines.ts';

export interface PlayableExample {
  /** Lines that `run` plays, one event each. */
  text: string;
  /** Whether playing the lines breaks the promise. */
  breaks: boolean;
  /** Needs of the path that events can't cause. */
  missing: readonly string[];
}

/** A path of one journey that breaks a promise or a limit. */
export interface BrokenExample {
  project: Project;
  definition: JourneyDefinition;
  example: Example;
  broken: WhatIsBroken;
}

/** How a broken promise or limit is recognized. */
export interface WhatIsBroken {
  /** Whether it matters to the promise that this part happens. */
  matters(part: PathPart): boolean;
  /** Whether the play broke it. */
  isSeen(played: PlayedExample): boolean;
}

export const brokenPromise = (promise: JourneyPromise): WhatIsBroken => ({
  matters: partsThatMatter(promise),
  isSeen: played => breaksPromise(promise, played),
});

/**
 * Events that break a promise or a limit: plays variants of the path in memory until one breaks it. Variants differ in
 * days off, roles and experiment groups, which the proof doesn't model.
 */
export const playableExample = async (broken: BrokenExample): Promise<PlayableExample> => {
  const { definition, example } = broken;
  const { catalog, team } = broken.project;
  const { matters } = broken.broken;
  let first: ExampleLines | undefined;
  for (const choice of choicesOf(broken)) {
    const written = exampleLines({ definition, example, catalog, csm: team[0]?.id ?? 'csm', matters }, choice);
    first ??= written;
    if (await breaksPlayed(broken, written))
      return { text: exampleText(written), breaks: true, missing: written.missing };
  }
  return { text: first ? exampleText(first) : '', breaks: false, missing: first?.missing ?? [] };
};

export const exampleText = ({ lines }: Pick<ExampleLines, 'lines'>): string =>
  lines.map(line => `${JSON.stringify(line)}\n`).join('');

const breaksPlayed = async (
  { project, definition, example, broken }: BrokenExample,
  { lines, events }: ExampleLines,
): Promise<boolean> => {
  const recorded = recognizeEvents(
    lines.map(line => JSON.stringify(line)),
    'example',
  );
  const { at: last = '' } = recorded.events.at(-1) ?? {};
  const lastDay = example.at(-1)?.day ?? 0;
  const began = events[0]?.at ?? last;
  const until = `${plusDays(began.slice(0, 10), lastDay + slackDays)}T23:59:59.000Z`;
  const played = await play({
    recorded,
    journeys: project.journeys.map(each => each.definition),
    catalog: project.catalog,
    start: inMemory({ project, seed: 1 }),
    until: until > last ? until : last,
  });
  const own = played.lines.filter(({ journey }) => journey === definition.id);
  return broken.isSeen({ lines: own, events, templates: project.templates });
};

/** Extra days after the end: business days take more dates than the shortest path assumes. */
const slackDays = 14;

const choicesOf = ({ project, definition, example }: BrokenExample): ExampleChoice[] => {
  const way = { definition, example };
  const account = accountFor([way]);
  const day = onlyDayOf(definition.enroll);
  const days = day === undefined ? weekdays : [day];
  return rolesIn([way], project).flatMap(role =>
    days.flatMap(begins => (['later', 'soon', 'before'] as const).map(comes => ({ account, role, begins, comes }))),
  );
};

/** Only the touches that the promise counts, or its step, matter. */
const partsThatMatter = (promise: JourneyPromise) => {
  const deed = deedOf(promise);
  return (part: PathPart): boolean =>
    'of' in promise ? isCounted(part, promise.of) : 'step' in part && part.step === deed?.step;
};
