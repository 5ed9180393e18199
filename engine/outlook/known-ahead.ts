import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { Delivery } from '../account/delivery.ts';
import type { Pools } from '../definition/pool.ts';
import type { Team } from '../definition/team.ts';
import type { Instant, Second } from '../kernel/instant.ts';
import type { KillSwitches } from '../sending/kill-switches.ts';
import type { Foreseen } from './foreseen.ts';

/** The simulated state; each turn returns the next one. */
export interface KnownAhead {
  snapshot: AccountSnapshot;
  /** Deliveries by id after the turns so far. */
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
  /** The end of the hold, if it is held. */
  held?: Second;
  took: string;
  until: Second | '';
  at: Instant;
}
