export const filterNames = ['segment', 'owner', 'plan', 'stage', 'touchModel', 'band', 'journey', 'tasks'] as const;
export const bands = [
  { id: 'red', name: 'At risk' },
  { id: 'yellow', name: 'Watch' },
  { id: 'green', name: 'Healthy' },
  { id: 'none', name: 'Unknown' },
] as const;
