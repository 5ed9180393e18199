import type { DomainEvent } from '../account/event.ts';
import type { Prompt } from '../account/prompt.ts';
import type { PromptFacts, PromptReader } from '../account/prompt-reader.ts';
import { answerEvent } from '../account/worded-answer.ts';
import { promptTraits, surveyScales } from '../definition/prompt-look.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { isFor, type Visit } from './choose-prompts.ts';

export const reportTypes = ['seen', 'clicked', 'dismissed', 'completed', 'answered'] as const;

/** A page's report of its reader's act on a prompt. */
export interface PromptReport {
  /** The page's id for the report, by which repeats are recognized. */
  id: string;
  promptId: string;
  type: (typeof reportTypes)[number];
  actionId?: string;
  score?: number;
  /** A topic of the catalog. */
  topic?: string;
  /** The reader's comment; no event carries it. */
  comment?: string;
  at: Instant;
}

export interface Recorded {
  /** Undefined if nothing changed. */
  reader?: PromptReader;
  /** The events of it, each under a name that is the same for each report. */
  events: readonly DomainEvent[];
  /** Comments of these events, by event id. */
  comments: ReadonlyMap<string, string>;
  counts: { accepted: number; duplicate: number; unknown: number };
}

/**
 * Report ids to remember: more than a page has in flight. Older repeats are counted as accepted, but change nothing.
 */
const remembered = 50;

/**
 * Applies the reports of one reader. Reports of a prompt that does not exist or is not for them, or of an action that
 * it does not offer, all count as unknown. The resulting facts do not depend on the order or repetition of reports.
 */
export const recordReports = (
  reports: readonly PromptReport[],
  prompts: readonly Prompt[],
  reader: PromptReader,
  { now, ...visit }: Pick<Visit, 'roles' | 'isRemoved' | 'now'>,
): Recorded => {
  const byId = new Map(prompts.filter(prompt => isFor(prompt, reader, visit)).map(prompt => [prompt.id, prompt]));
  const counts = { accepted: 0, duplicate: 0, unknown: 0 };
  const events: DomainEvent[] = [];
  const comments = new Map<string, string>();
  let next = reader;
  for (const report of reports) {
    const prompt = byId.get(report.promptId);
    if (!prompt || !isOffered(report, prompt)) counts.unknown += 1;
    else if (next.reports.includes(report.id)) counts.duplicate += 1;
    else {
      counts.accepted += 1;
      const facts = next.facts[prompt.id] ?? {};
      if (!isKnown(facts, report)) {
        const event = eventOf(report, prompt, reader.contact, now);
        events.push(event);
        if (report.type === 'answered' && report.comment !== undefined) comments.set(event.id, report.comment);
      }
      next = remember(next, report, prompt, withReport(facts, report));
    }
  }
  if (next === reader) return { events, comments, counts };
  return { reader: { ...tidied(next, prompts, now), revision: reader.revision + 1 }, events, comments, counts };
};

const isOffered = ({ type, actionId, score }: PromptReport, prompt: Prompt): boolean => {
  switch (type) {
    case 'clicked':
      return actionId !== undefined && prompt.actions.includes(actionId);
    case 'dismissed':
      return prompt.dismissible;
    case 'answered': {
      if (!prompt.survey || score === undefined) return false;
      const [low, high] = surveyScales[prompt.survey];
      return Number.isInteger(score) && score >= low && score <= high;
    }
    default:
      return true;
  }
};

/** Of a fact that is told several times the earliest counts, in any order of arrival; of several answers the first to come. */
const withReport = (facts: PromptFacts, { type, actionId = '', score = 0, at }: PromptReport): PromptFacts => {
  switch (type) {
    case 'seen':
      return { ...facts, seenAt: earlier(facts.seenAt, at) };
    case 'clicked':
      return { ...facts, clicked: { ...facts.clicked, [actionId]: earlier(facts.clicked?.[actionId], at) } };
    case 'dismissed':
      return { ...facts, dismissedAt: earlier(facts.dismissedAt, at) };
    case 'completed':
      return { ...facts, completedAt: earlier(facts.completedAt, at) };
    case 'answered':
      return facts.answer ? facts : { ...facts, answer: { score, at } };
  }
};

const isKnown = (facts: PromptFacts, { type, actionId = '' }: PromptReport): boolean =>
  ({
    seen: facts.seenAt,
    clicked: facts.clicked?.[actionId],
    dismissed: facts.dismissedAt,
    completed: facts.completedAt,
    answered: facts.answer,
  })[type] !== undefined;

const remember = (reader: PromptReader, report: PromptReport, prompt: Prompt, facts: PromptFacts): PromptReader => {
  const { id, key, kind, pressure } = prompt;
  const isLaterModal =
    report.type === 'seen' &&
    promptTraits[kind].interrupts &&
    (reader.modal === undefined || report.at > reader.modal.at);
  const until = plusSeconds(report.at, pressure.coolDownDays * 86_400);
  const isFirstDismissal = report.type === 'dismissed' && reader.facts[id]?.dismissedAt === undefined;
  return {
    ...reader,
    facts: { ...reader.facts, [id]: facts },
    ...(isFirstDismissal && { away: { ...reader.away, [key]: later(reader.away[key], until) } }),
    ...(isLaterModal && { modal: { prompt: id, at: report.at } }),
    reports: [...reader.reports, report.id].slice(-remembered),
  };
};

/** Drops data that no decision needs, so that the row stays small. */
const tidied = (reader: PromptReader, prompts: readonly Prompt[], now: Instant): PromptReader => {
  const kept = new Set(prompts.map(({ id }) => id));
  return {
    ...reader,
    facts: Object.fromEntries(Object.entries(reader.facts).filter(([id]) => kept.has(id))),
    away: Object.fromEntries(Object.entries(reader.away).filter(([, until]) => until > now)),
  };
};

const eventOf = (
  { type, actionId, score = 0, topic, at }: PromptReport,
  { id, account, key, step, journey, survey = 'nps' }: Prompt,
  contact: string,
  now: Instant,
): DomainEvent => {
  const what = type === 'clicked' ? `${type}:${actionId}` : type;
  return {
    id: `prompt:${id}:${contact}:${what}`,
    source: 'prompt',
    account,
    user: contact,
    ...(type === 'answered'
      ? { name: answerEvent, fields: { survey, score, ...(topic !== undefined && { topic }) } }
      : {
          name: `prompt.${type}`,
          fields: { prompt: key, step, journey, ...(type === 'clicked' && { action: actionId ?? '' }) },
        }),
    occurredAt: at,
    receivedAt: now,
  };
};

const earlier = (one: Instant | undefined, other: Instant): Instant => (one !== undefined && one < other ? one : other);
const later = (one: Instant | undefined, other: Instant): Instant => (one !== undefined && one > other ? one : other);
