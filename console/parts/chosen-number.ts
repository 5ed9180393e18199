/** What shows beside the numbers: one at a time. */
const places = ['figure', 'group', 'moved', 'tasks', 'load'] as const;

/** A choice that takes the place of whatever showed before. */
export const showOnly = (
  choice: Partial<Record<(typeof places)[number], string>> = {},
): Readonly<Record<string, string | undefined>> => ({
  ...Object.fromEntries(places.map(place => [place, undefined])),
  ...choice,
});
