/** Choices that open the side panel; one at a time. */
const places = ['figure', 'group', 'moved', 'tasks', 'load'] as const;

/** A choice that replaces the current one. */
export const showOnly = (
  choice: Partial<Record<(typeof places)[number], string>> = {},
): Readonly<Record<string, string | undefined>> => ({
  ...Object.fromEntries(places.map(place => [place, undefined])),
  ...choice,
});
