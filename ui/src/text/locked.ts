// The words of a locked workspace.

export const LOCKED = {
  title: 'This workspace is locked',
  passphrase: 'Passphrase',
  open: 'Unlock and open',
};
