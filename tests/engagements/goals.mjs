// What is asked of the product, and what it must not fall below today. A floor that is under its goal is a debt with a figure.

/** Shares of what was looked at: `goal` is what the product is to reach, `floor` what this stage fails below. */
export const SHARES = {
  "source found": { goal: 0.98, floor: 0.98 },
  "values equal": { goal: 0.99, floor: 0.99 },
  "source found, edited": { goal: 0.98, floor: 0.94 },
  "values equal, edited": { goal: 0.99, floor: 0.99 },
  "no constant over edits": { goal: 1, floor: 1 },
  "edits kept": { goal: 1, floor: 1 },
  "unrelated kept": { goal: 1, floor: 1 },
  "no blank units": { goal: 1, floor: 1 },
  "power users kept": { goal: 1, floor: 1 },
  "keys as brute force": { goal: 1, floor: 0.95 },
  "look-ups as simulated": { goal: 1, floor: 1 },
  "fixes as predicted": { goal: 1, floor: 1 },
};

/** What one harmed person weighs when orders of keys are compared, unless the plan says otherwise. */
export const WEIGHTS = { takeover: 10, duplicate: 3, ambiguous: 1 };
