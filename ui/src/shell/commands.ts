// What the command palette offers, and how what is typed finds it.

export interface Command {
  label: string;
  /** Said beside the label: the key, or why it is there. */
  hint: string;
  run: () => void;
}

/** Commands whose label holds every word that was typed, those that begin with it first. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commands.filter(({ label }) =>
    words.every((word) => label.toLowerCase().includes(word)),
  );
  const leads = ({ label }: Command) => label.toLowerCase().startsWith(words[0] ?? '');
  return [...found.filter(leads), ...found.filter((command) => !leads(command))];
}
