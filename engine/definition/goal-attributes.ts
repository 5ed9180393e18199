/** The account attributes of a goal of the catalog: its day, and when it was reached. */
export const goalAttributes = (goal: string): { target: string; reached: string } => ({
  target: `${goal}GoalAt`,
  reached: `${goal}ReachedAt`,
});
