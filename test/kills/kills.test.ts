import { proveKills } from './prove-kills.ts';

// So that who changes a story or adds a function hears of it at once; processes die in `.ci/kills.test.ts`.
proveKills(0);
