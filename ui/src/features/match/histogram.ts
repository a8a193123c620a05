// The histogram of how likely the links are, and what a threshold divides.

import type { ScoreBin } from '../../ipc';

export interface Divided {
  /** Pairs that wait, at or above the threshold. */
  above: number;
  /** Pairs that wait, below it. */
  below: number;
  /** Of those above, how many would probably be no pair of one person. */
  wrong: number;
}

/** What a threshold divides the waiting pairs into. A threshold lies on the edge of a bin. */
export function divided(bins: readonly ScoreBin[], threshold: number): Divided {
  const first = Math.round(threshold * bins.length);
  const result = { above: 0, below: 0, wrong: 0 };
  bins.forEach(({ review }, at) => {
    if (at < first) result.below += review;
    else {
      result.above += review;
      result.wrong += review * (1 - (at + 0.5) / bins.length);
    }
  });
  return { ...result, wrong: Math.round(result.wrong) };
}

export interface Bar {
  /** Lower edge, 0 to 1. */
  from: number;
  to: number;
  linked: number;
  review: number;
  decided: number;
  /** Height of each part, 0 to 1 of the tallest bar. */
  heights: [linked: number, decided: number, review: number];
}

/** Bars to draw. Heights are square roots: a thousand certain pairs leave ten doubtful ones in sight. */
export function bars(bins: readonly ScoreBin[]): Bar[] {
  const total = ({ linked, review, decided }: ScoreBin) => linked + review + decided;
  const tallest = Math.sqrt(Math.max(1, ...bins.map(total)));
  return bins.map((bin, at) => {
    const whole = total(bin);
    const part = (count: number) =>
      whole === 0 ? 0 : (Math.sqrt(whole) / tallest) * (count / whole);
    return {
      ...bin,
      from: at / bins.length,
      to: (at + 1) / bins.length,
      heights: [part(bin.linked), part(bin.decided), part(bin.review)],
    };
  });
}

/** Ten bins of the histogram's table twin. */
export function tenths(bins: readonly ScoreBin[]): (ScoreBin & { from: number; to: number })[] {
  const width = bins.length / 10;
  return Array.from({ length: 10 }, (_, tenth) => {
    const own = bins.filter((_, at) => Math.floor(at / width) === tenth);
    const sum = (part: (bin: ScoreBin) => number) => own.reduce((all, bin) => all + part(bin), 0);
    return {
      from: tenth / 10,
      to: (tenth + 1) / 10,
      linked: sum((bin) => bin.linked),
      review: sum((bin) => bin.review),
      decided: sum((bin) => bin.decided),
    };
  });
}
