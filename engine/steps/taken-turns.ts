/** The turn of each kind of step that `take-step` does. Written by `npm run kinds`. */

export { assignTurn as assign } from './assign/turn.ts';
export { enrollTurn as enroll } from './enroll/turn.ts';
export { exitTurn as exit } from './exit/turn.ts';
export { moveGoalTurn as moveGoal } from './move-goal/turn.ts';
export { updateTurn as update } from './update/turn.ts';
