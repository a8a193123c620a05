// What Review shows. It outlives a change of step.

import { ALL_PAIRS, type ReviewView } from './queue.svelte';

class ReviewState {
  view = $state.raw<ReviewView>(ALL_PAIRS);
  /** Whether the reasons are shown beside the list. */
  explains = $state(true);
  /** Candidates side by side instead of the list. */
  focuses = $state(false);

  /** Opens the pairs at or above a probability; without one all of them. */
  open(scoreMin?: number): void {
    this.view = { ...ALL_PAIRS, scoreMin };
  }
}

export const reviewState = new ReviewState();
