import { signal } from '@preact/signals';
import type { Answer } from './api.ts';

/** Who looks, once it is known. */
export const viewer = signal<Answer<'/v1/me'> | undefined>(undefined);
