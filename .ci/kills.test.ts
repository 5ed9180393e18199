import { proveKills } from '../test/kills/prove-kills.ts';

// Of each story; `DAYMARK_TEST_DEATHS=all` has processes die at every request, which takes five minutes.
const { DAYMARK_TEST_DEATHS: deaths = '30' } = process.env;

proveKills(deaths === 'all' ? undefined : Number(deaths));
