/** The kind of a box, which fixes its colors. */
export type NodeLook = 'start' | 'email' | 'inApp' | 'system' | 'wait' | 'decision' | 'task' | 'done';

/** Fill, border, and the color of the caption: dark enough to be read on the fill (WCAG AA), calm enough on white. */
export const looks: Record<NodeLook, { fill: string; line: string; ink: string }> = {
  start: { fill: '#1F2937', line: '#1F2937', ink: '#CBD5E1' },
  email: { fill: '#EFF6FF', line: '#60A5FA', ink: '#1D4ED8' },
  inApp: { fill: '#F5F3FF', line: '#A78BFA', ink: '#6D28D9' },
  system: { fill: '#ECFEFF', line: '#22B8CF', ink: '#0E7490' },
  wait: { fill: '#F8FAFC', line: '#94A3B8', ink: '#475569' },
  decision: { fill: '#FFFBEB', line: '#F5B93B', ink: '#92400E' },
  task: { fill: '#FFF1F2', line: '#FB7185', ink: '#BE123C' },
  done: { fill: '#F0FDF4', line: '#4ADE80', ink: '#15803D' },
};

/** The change of a box: the color of its border, and the word before its caption. */
export const boxMarks = {
  added: { line: '#16A34A', word: 'ADDED' },
  removed: { line: '#DC2626', word: 'REMOVED' },
  moved: { line: '#7C3AED', word: 'MOVED' },
  changed: { line: '#D97706', word: 'CHANGED' },
} as const;

export type BoxMark = keyof typeof boxMarks;

/** Names and notes. Boxes with a dark fill have light text. */
export const textOn = (look: NodeLook): { name: string; note: string } =>
  look === 'start' ? { name: '#FFFFFF', note: '#CBD5E1' } : { name: '#111827', note: '#4B5563' };
