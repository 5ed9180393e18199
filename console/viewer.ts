import { signal } from '@preact/signals';
import type { Answer } from './api.ts';

/** The signed-in person, once known. */
export const viewer = signal<Answer<'/v1/me'> | undefined>(undefined);
