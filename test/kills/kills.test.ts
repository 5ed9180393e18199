import { proveKills } from './prove-kills.ts';

// A few of each story; `.ci/kills.test.ts` has them die at every request.
proveKills(4);
