import * as z from 'zod';
import type { AccountSnapshot } from '../account/account.ts';
import type { TouchReason } from '../account/timeline.ts';
import { channels } from '../channels/channels.ts';
import { audienceInWords } from '../contacts/resolve-recipients.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { TemplateRef } from '../definition/step-call.ts';
import { csmOf, type Team } from '../definition/team.ts';
import { asTitle } from '../kernel/as-title.ts';
import type { Outlook } from '../outlook/foresee.ts';
import type { Foreseen } from '../outlook/foreseen.ts';
import { reasonsAhead } from '../outlook/reasons-ahead.ts';
import { nameOfContact } from './account-people.ts';

const channelNames = Object.values(channels).map(({ name }) => name);

const named = z.object({ id: z.string(), name: z.string() });

export const actAhead = z.object({
  at: z.iso.datetime(),
  journey: named,
  enrollment: z.string(),
  step: z.string(),
  /** In a loop, from 1. */
  round: z.int(),
  /** The channel of a touch, `task` or `end`. */
  does: z.enum([...channelNames, 'task', 'end']),
  /** The subject of a mail or a prompt, what a task asks for, or the step in words. */
  title: z.string(),
  /** Recipients: people of the account, an audience, a destination, or a CSM. */
  to: z.array(named),
  /** `held`: not before `until`. `skipped`: it will not go at all. */
  outcome: z.enum(['will', 'held', 'skipped']),
  because: z.string().exactOptional(),
  until: z.iso.datetime().exactOptional(),
});

export type ActAhead = z.input<typeof actAhead>;

interface AheadNames {
  snapshot: Pick<AccountSnapshot, 'contacts'>;
  journeys: readonly JourneyDefinition[];
  team: Team;
  /** By template id. */
  subjects: ReadonlyMap<string, string>;
}

/** The foreseen actions, one line per step and outcome, without branch decisions. */
export const actsAhead = ({ acts }: Pick<Outlook, 'acts'>, names: AheadNames): ActAhead[] => {
  const shown = acts.flatMap(act => lineOf(act, names));
  const lines = Map.groupBy(shown, ({ at, enrollment, step, round, outcome, because }) =>
    JSON.stringify([at.slice(0, 16), enrollment, step, round, outcome, because]),
  );
  return [...lines.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, to: [first, ...others].flatMap(({ to }) => to) }] : [],
  );
};

/** Templates of the foreseen touches. */
export const templatesAhead = ({ acts }: Pick<Outlook, 'acts'>): TemplateRef[] =>
  acts.flatMap(act => (act.does === 'touch' && act.template ? [act.template] : []));

const lineOf = (act: Foreseen, { snapshot, journeys, team, subjects }: AheadNames): ActAhead[] => {
  const { at, enrollment, step, round } = act;
  const title = journeys.find(({ id }) => id === act.journey)?.title ?? act.journey;
  const line = { at, journey: { id: act.journey, name: title }, enrollment, step, round };
  if (act.does === 'branch') return [];
  if (act.does === 'task') {
    const owner = { id: act.owner, name: csmOf(act.owner, team)?.name ?? act.owner };
    return [{ ...line, does: 'task', title: asTitle(act.play), to: act.owner === '' ? [] : [owner], outcome: 'will' }];
  }
  if (act.does !== 'touch') return [{ ...line, does: 'end', title: `${title} ends`, to: [], outcome: 'will' }];
  const contact = snapshot.contacts.find(({ id }) => id === act.to);
  const told = {
    ...line,
    does: act.channel,
    title: (act.template && subjects.get(act.template.id)) ?? asTitle(step),
    to: [{ id: act.to, name: contact ? nameOfContact(contact) : audienceInWords(act.to) }],
  };
  // Touches that don't apply to the account are left out.
  if (act.outcome === 'skipped' && doesNotApply.has(act.reason)) return [];
  if (act.outcome === 'sent') return [{ ...told, outcome: 'will' }];
  if (act.outcome === 'held')
    return [{ ...told, outcome: 'held', because: reasonsAhead[act.reason], until: act.until }];
  return [{ ...told, outcome: 'skipped', because: reasonsAhead[act.reason] }];
};

const doesNotApply: ReadonlySet<string> = new Set(['condition', 'past-date', 'exited'] satisfies TouchReason[]);
