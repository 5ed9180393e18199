import { proveCalls } from './prove-calls.ts';

// A death after a call is one before the next; `.ci/every-call.test.ts` has every kind.
proveCalls(['killed-after']);
