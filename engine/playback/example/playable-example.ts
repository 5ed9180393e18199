import type { Project } from '../../build/build-project.ts';
import { chooseVariant } from '../../definition/choose-variant.ts';
import { plusDays } from '../../definition/dates.ts';
import { stepsIn } from '../../definition/enrollment-plan.ts';
import { heldOutBy } from '../../definition/held-out-by.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { deedOf, type JourneyPromise } from '../../definition/promise.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import type { PathPart } from '../../promises/moment.ts';
import { isCounted } from '../../promises/monitors/at-most.ts';
import type { Example } from '../../promises/prove.ts';
import { inMemory } from '../in-memory.ts';
import { play } from '../play.ts';
import { recognizeEvents } from '../read-events.ts';
import { onlyDayOf } from './beginning-by.ts';
import { breaksPromise, type PlayedExample } from './breaks-promise.ts';
import { type ExampleChoice, type ExampleLines, exampleLines } from './example-lines.ts';

export interface PlayableExample {
  /** Lines that `run` plays, one event each. */
  text: string;
  /** Whether the promise is broken where they are played. */
  breaks: boolean;
  /** What the path needs and events do not bring about. */
  missing: readonly string[];
}

/** Of one journey of a project, with its machine. */
export interface BrokenExample {
  project: Project;
  definition: JourneyDefinition;
  example: Example;
  broken: WhatIsBroken;
}

/** A promise, or a limit. */
export interface WhatIsBroken {
  /** Does it matter to it whether that part happens? */
  matters(part: PathPart): boolean;
  /** Did what was played break it? */
  isSeen(played: PlayedExample): boolean;
}

export const brokenPromise = (promise: JourneyPromise): WhatIsBroken => ({
  matters: partsThatMatter(promise),
  isSeen: played => breaksPromise(promise, played),
});

/**
 * A way to break a promise or a limit, as events: played in memory until one writing of it does break it. Days off, roles and lots make the
 * difference: the proof knows none of them.
 */
export const playableExample = async (broken: BrokenExample): Promise<PlayableExample> => {
  const { definition, example } = broken;
  const { catalog, team } = broken.project;
  const { matters } = broken.broken;
  let first: ExampleLines | undefined;
  for (const choice of choicesOf(broken)) {
    const written = exampleLines({ definition, example, catalog, csm: team[0]?.id ?? 'csm', matters }, choice);
    first ??= written;
    if (await breaksPlayed(broken, written)) return { text: textOf(written), breaks: true, missing: written.missing };
  }
  return { text: first ? textOf(first) : '', breaks: false, missing: first?.missing ?? [] };
};

const textOf = ({ lines }: ExampleLines): string => lines.map(line => `${JSON.stringify(line)}\n`).join('');

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

/** Business days take more dates than the shortest way says. */
const slackDays = 14;

const choicesOf = ({ project, definition, example }: BrokenExample): ExampleChoice[] => {
  const account = accountFor(definition, example);
  const day = onlyDayOf(definition.enroll);
  const days = day === undefined ? Array.from({ length: 7 }, (_, index) => plusDays(monday, index)) : [day];
  return rolesIn(definition, example, project).flatMap(role =>
    days.flatMap(begins => (['later', 'soon', 'before'] as const).map(comes => ({ account, role, begins, comes }))),
  );
};

const monday: CalendarDate = '2026-03-02';

/** The roles that the path's touches are for; that of most of them first. */
const rolesIn = ({ steps }: JourneyDefinition, example: Example, { catalog }: Project): string[] => {
  const sent = new Set(
    example.flatMap(({ happens }) => (happens.is === 'touch' && happens.outcome === 'sent' ? [happens.step] : [])),
  );
  const named = stepsIn(steps).flatMap(step => {
    if (!sent.has(step.id) || !('to' in step) || typeof step.to !== 'object') return [];
    return step.to.roles === 'everyone' ? [] : [...step.to.roles];
  });
  const counts = Map.groupBy(named, role => role);
  const roles = [...counts].sort(([, one], [, other]) => other.length - one.length).map(([role]) => role);
  return roles.length > 0 ? roles : catalog.roles.slice(0, 1);
};

/** An account that the lots of the path fall to. */
const accountFor = (definition: JourneyDefinition, example: Example): string => {
  const steps = new Map(stepsIn(definition.steps).map(step => [step.id, step]));
  const drawn = example.flatMap(({ happens }) => {
    const step = happens.is === 'arm' ? steps.get(happens.step) : undefined;
    return step && 'variants' in step && happens.is === 'arm' ? [{ step, arm: happens.arm }] : [];
  });
  const isRight = (account: string) =>
    heldOutBy(account, definition) === undefined &&
    drawn.every(({ step, arm }) => chooseVariant(account, definition.id, step) === arm);
  const names = Array.from({ length: 1_000 }, (_, index) => (index === 0 ? 'example' : `example-${index + 1}`));
  return names.find(isRight) ?? 'example';
};

/** Touches that the promise counts, and the step that it is about: whether others go makes no difference. */
const partsThatMatter = (promise: JourneyPromise) => {
  const deed = deedOf(promise);
  return (part: PathPart): boolean =>
    'of' in promise ? isCounted(part, promise.of) : 'step' in part && part.step === deed?.step;
};
