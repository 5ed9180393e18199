import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { Delivery } from '../account/delivery.ts';
import type { Pools } from '../definition/pool.ts';
import type { Team } from '../definition/team.ts';
import type { Instant, Second } from '../kernel/instant.ts';
import type { KillSwitches } from '../sending/kill-switches.ts';
import type { Foreseen } from './foreseen.ts';

/** The state known ahead: each turn returns another one. */
export interface KnownAhead {
  snapshot: AccountSnapshot;
  /** Deliveries by id, as the turns until then left them. */
  ledger: ReadonlyMap<string, Delivery>;
  team: Team;
  pools: Pools;
  switches: KillSwitches;
}

/** The result of one call. */
export interface ForeseenTurn {
  acts: readonly Foreseen[];
  changes: readonly Change[];
  ledger?: ReadonlyMap<string, Delivery>;
  /** It may not go before. */
  held?: Second;
  took: string;
  until: Second | '';
  at: Instant;
}
