import { defineConfig } from 'vitest/config';
import { fastTests } from './decisions.ts';

export default defineConfig({ test: { include: fastTests(), isolate: false } });
