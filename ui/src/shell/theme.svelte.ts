// Light, dark, or what the system says; remembered by the browser.

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'presync-theme';
const ORDER: readonly Theme[] = ['system', 'light', 'dark'];

class ThemeChoice {
  current = $state<Theme>(ORDER.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system');

  apply(): void {
    if (this.current === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.current;
  }

  next(): void {
    this.current = ORDER[(ORDER.indexOf(this.current) + 1) % ORDER.length] ?? 'system';
    localStorage.setItem(KEY, this.current);
    this.apply();
  }
}

export const theme = new ThemeChoice();
