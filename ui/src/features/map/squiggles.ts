// A text cut where something is wrong with it. Spans count characters, as the host does, not UTF-16 units.

export interface Span {
  start: number;
  end: number;
}

export interface Stretch {
  text: string;
  /** The gravest thing that is wrong with it. */
  severity: 'blocker' | 'warning' | undefined;
}

export interface Wrong {
  severity: string;
  span: Span | null;
}

/** The stretches of a text in order; an empty span marks the character before it, or a blank at the start. */
export function stretches(text: string, wrong: readonly Wrong[]): Stretch[] {
  const characters = Array.from(text);
  const marks = characters.map((): Stretch['severity'] => undefined);
  for (const { severity, span } of wrong) {
    if (span === null) continue;
    const end = Math.min(Math.max(span.end, span.start + 1), characters.length);
    const start = Math.min(span.start, Math.max(0, end - 1));
    for (let at = start; at < end; at += 1) {
      if (marks[at] !== 'blocker') marks[at] = severity === 'blocker' ? 'blocker' : 'warning';
    }
  }
  const list: Stretch[] = [];
  characters.forEach((character, at) => {
    const severity = marks[at];
    const last = list.at(-1);
    if (last !== undefined && last.severity === severity) last.text += character;
    else list.push({ text: character, severity });
  });
  return list;
}

/** The text with a span replaced. */
export function mended(text: string, span: Span, replacement: string): string {
  const characters = Array.from(text);
  return [...characters.slice(0, span.start), replacement, ...characters.slice(span.end)].join('');
}
