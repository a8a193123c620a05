// The bars of a waterfall on one scale.

import type { WaterfallBar } from '../../ipc';
import type { Tone } from '../../text/words';

export interface DrawnBar extends WaterfallBar {
  /** Left end and width, in percent of the scale. */
  left: number;
  width: number;
  tone: Tone;
  /** `+3.2` or `−1.0` bits. */
  bits: string;
}

export interface Scale {
  bars: DrawnBar[];
  /** Where even odds are, in percent. */
  even: number;
}

/** Each bar begins where the one before it ended; zero is even odds. */
export function scaleOf(bars: readonly WaterfallBar[]): Scale {
  const sums = bars.map(({ sum }) => sum);
  const low = Math.min(0, ...sums);
  const high = Math.max(0, ...sums);
  const span = Math.max(1, high - low);
  const place = (value: number) => ((value - low) / span) * 100;
  return {
    even: place(0),
    bars: bars.map((bar) => {
      const from = bar.sum - bar.weight;
      const left = place(Math.min(from, bar.sum));
      const width = place(Math.max(from, bar.sum)) - left;
      return { ...bar, left, width, tone: toneOf(bar), bits: bitsOf(bar.weight) };
    }),
  };
}

function toneOf({ kind, weight }: WaterfallBar): Tone {
  if (kind === 'start') return 'slate';
  if (kind === 'said_twice' || kind === 'competition' || kind === 'unused') return 'grey';
  return weight < 0 ? 'red' : 'green';
}

export function bitsOf(weight: number): string {
  const shown = Math.abs(weight).toFixed(1);
  if (shown === '0.0') return '0';
  return weight < 0 ? `−${shown}` : `+${shown}`;
}
