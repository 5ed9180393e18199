import { type Instant, plusSeconds } from '../kernel/instant.ts';

const clockSkewSeconds = 300;

/** Clients' clocks go wrong: what claims to come from the future happened when it arrived. */
export const happenedAt = (said: Instant | undefined, receivedAt: Instant): Instant =>
  said === undefined || said > plusSeconds(receivedAt, clockSkewSeconds) ? receivedAt : said;
