/** How often a reader may be interrupted inside the application. */
export interface PromptPressure {
  /** Hours between two modals for one reader. */
  modalEveryHours: number;
  /** Days that a dismissed prompt stays away, from whichever journey it comes. */
  coolDownDays: number;
}

/** Defaults of the policy. */
export const usualPressure: PromptPressure = { modalEveryHours: 24, coolDownDays: 14 };
