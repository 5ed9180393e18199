import { proveKills } from './prove-kills.ts';

// Two of each story; `.ci/kills.test.ts` has many more die, and on demand at every request.
proveKills(2);
