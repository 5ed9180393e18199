import { tableCountPorts } from '../../engine/adapters/aws/table/count-ports.ts';
import type { Table } from '../../engine/adapters/aws/table/table.ts';
import type { ListCatalog } from '../../engine/counts/listed-account.ts';
import { routeOf } from '../../engine/counts/route.ts';
import { tallyAccount } from '../../engine/counts/use-cases/tally-account.ts';
import type { CatalogData } from '../../engine/definition/catalog.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { memoryAccountList } from '../../engine/memory/account-list.ts';
import { learnRoutes, memoryJourneyCounts } from '../../engine/memory/journey-counts.ts';
import type { Store } from '../../engine/memory/store.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import type { AllPorts, Build, Clock } from '../../engine/ports/ports.ts';
import { email, journeyOf } from '../journey/plain-journey.ts';

/** Lists and counts of a world. */
export interface CountedWorld extends Pick<AllPorts, 'accountList' | 'journeyCounts'> {
  /** Lets them follow what was committed of an account. */
  follow(account: string, ...enrollments: string[]): Promise<void>;
}

const journey: JourneyDefinition = journeyOf(
  [email('welcome'), { kind: 'wait', id: 'pause', duration: { amount: 3, unit: 'days' } }, email('tips')],
  { id: 'counted', hash: 'c1' },
);

/** The version that its steps are known of. */
export const countedVersion = routeOf(journey);

const plan: Condition = { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' };
const large: Condition = { kind: 'attribute', name: 'arr', comparison: 'above', value: 50_000 };
/** Its first condition alone holds for a small account of the plan. */
export const countedAudience: Condition = { kind: 'all', of: [plan, large] };
const catalog: ListCatalog = {
  features: {},
  segments: {
    team: plan,
    large: countedAudience,
  },
};
const build = {
  catalog: async () => catalog as CatalogData,
  journeys: async (): Promise<readonly JourneyDefinition[]> => [{ ...journey, audience: countedAudience }],
} as Build;

export const countedInMemory = (store: Store): CountedWorld => {
  learnRoutes(store, [journey]);
  return {
    accountList: memoryAccountList(store, build),
    journeyCounts: memoryJourneyCounts(store),
    follow: async () => undefined,
  };
};

export const countedInTable = async (
  table: Table,
  clock: Clock,
  { accounts, healthHistory }: Pick<AccountPorts, 'accounts' | 'healthHistory'>,
): Promise<CountedWorld> => {
  const { tally, ...ports } = tableCountPorts(table);
  await tally.keepRoutes([countedVersion]);
  return {
    ...ports,
    follow: (account, ...enrollments) =>
      tallyAccount({ account, enrollments }, { accounts, healthHistory, tally, build, clock }),
  };
};
