import { proveKills } from '../test/kills/prove-kills.ts';

proveKills();
