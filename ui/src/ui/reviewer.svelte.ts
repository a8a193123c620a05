// Who decides. The name stands beside every decision, so it is asked for once and remembered on this machine.

const KEY = 'presync-reviewer';

class Reviewer {
  name = $state(localStorage.getItem(KEY) ?? '');

  set(name: string): void {
    this.name = name;
    localStorage.setItem(KEY, name.trim());
  }

  get isKnown(): boolean {
    return this.name.trim() !== '';
  }
}

export const reviewer = new Reviewer();
