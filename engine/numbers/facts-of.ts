import type { AccountRecord } from '../account/account-record.ts';
import { endOfTime } from '../account/marks.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import { isOfUnknownPeriod } from '../billing/pays-renewal.ts';
import type { CatalogData } from '../definition/catalog.ts';
import type { SurveyAnswer } from '../definition/health-model.ts';
import type { Instant } from '../kernel/instant.ts';
import { isSameWord } from '../kernel/same-word.ts';
import type { Scalar } from '../kernel/scalar.ts';
import {
  type AccountFacts,
  type ComparedFacts,
  type SurveyAnswered,
  surveys,
  type TaskFacts,
} from './account-facts.ts';
import { inOrder } from './balance.ts';
import { monthOf } from './month.ts';

/** The parts of the catalog that define the counts. */
export type FactsCatalog = Pick<CatalogData, 'features' | 'health'>;

/** The facts of an account, from all its stored data. */
export const factsOf = (record: AccountRecord, catalog: FactsCatalog): AccountFacts => {
  const { account, profile, usage } = record;
  const said = (name: string) => textOf(profile.attributes[name]?.value);
  const first = (events: readonly string[]): Instant | undefined =>
    events.flatMap(event => usage.of(event).nth('', 0)?.at ?? []).sort()[0];
  const compared = comparedIn(record);
  return {
    account,
    ...kept({
      plan: said('plan'),
      touchModel: said('touchModel'),
      stage: record.evaluation?.stage?.name ?? undefined,
      renewalAt: said('renewalAt'),
      createdAt: first(['Account Created']),
      firstUsedAt: first(Object.values(catalog.features)),
    }),
    revenue: inOrder(record.revenue),
    renewedAt: marksOf(record, 'renewal.completed').map(({ at }) => at),
    ...unknownPeriods(record),
    canceledAt: marksOf(record, 'subscription.canceled').map(({ at }) => at),
    answers: answersIn(record, catalog),
    adoption: Object.fromEntries(
      record.health.flatMap(({ at, inputs }) =>
        inputs.usage.adoption ? [[monthOf(at), inputs.usage.adoption] as const] : [],
      ),
    ),
    bands: bandsIn(record),
    tasks: record.tasks.map(taskFacts).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    ...(compared.length > 0 && { compared }),
  };
};

const kept = (named: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const textOf = (value: Scalar | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const marksOf = ({ usage }: AccountRecord, event: string): readonly UsageMark[] =>
  usage.of(event).between('', endOfTime);

/** Deduplicated by invoice: a payment may be reported twice. */
const unknownPeriods = (record: AccountRecord): Pick<AccountFacts, 'unknownPeriodAt'> => {
  const paid = marksOf(record, 'payment.succeeded').filter(({ event, fields = {} }) =>
    isOfUnknownPeriod({ name: event, fields }),
  );
  const byInvoice = new Map(paid.toReversed().map(({ id, at, fields }) => [fields?.invoice ?? id, at]));
  return byInvoice.size > 0 ? { unknownPeriodAt: [...byInvoice.values()].sort() } : {};
};

const answersIn = (record: AccountRecord, { health }: FactsCatalog): SurveyAnswered[] =>
  surveys
    .flatMap(survey => {
      const asked = health?.events[survey];
      return asked === undefined ? [] : marksOf(record, asked.event).flatMap(mark => answer(mark, survey, asked));
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : surveys.indexOf(a.survey) - surveys.indexOf(b.survey)));

const answer = (
  { at, fields = {} }: UsageMark,
  survey: SurveyAnswered['survey'],
  { where, score }: SurveyAnswer,
): SurveyAnswered[] => {
  const given = fields[score];
  const isOf = Object.entries(where).every(([name, value]) => isSameWord(fields[name], value));
  return isOf && typeof given === 'number' ? [{ survey, at, score: given }] : [];
};

const bandsIn = ({ health }: AccountRecord): AccountFacts['bands'] =>
  health
    .map(({ at, band }) => ({ at, band }))
    .filter(({ band }, place, all) => place === 0 || all[place - 1]?.band !== band);

const comparedIn = ({ enrollments }: AccountRecord): ComparedFacts[] =>
  enrollments
    .filter(({ goal }) => goal !== undefined)
    .map(({ journey, startedAt, endedAt, heldOut, took = {}, reached }) => ({
      journey,
      startedAt,
      ...(endedAt !== undefined && { endedAt }),
      ...(heldOut !== undefined && { heldOut }),
      took,
      ...(reached !== undefined && { reached }),
    }))
    .sort((a, b) => (`${a.startedAt} ${a.journey}` < `${b.startedAt} ${b.journey}` ? -1 : 1));

const taskFacts = ({
  journey,
  reason,
  owner,
  status,
  openedAt,
  breachedAt,
  formerOwner,
  playbook,
  outcome,
}: AccountRecord['tasks'][number]): TaskFacts => ({
  journey,
  reason,
  owner,
  status,
  openedAt,
  ...(breachedAt !== undefined && { breachedAt }),
  ...(formerOwner !== undefined && { formerOwner }),
  ...(playbook !== undefined && { playbook: playbook.id }),
  ...(outcome !== undefined && { outcome }),
});

const keyOf = ({ openedAt, reason, journey }: TaskFacts): string => `${openedAt} ${reason} ${journey}`;
