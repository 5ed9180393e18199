import { vi } from 'vitest';
import { faultKinds } from '../faults/fault-plan.ts';
import { proveCalls } from '../test/faults/prove-calls.ts';

vi.setConfig({ testTimeout: 900_000 });

proveCalls(faultKinds);
