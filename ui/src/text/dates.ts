// Moments as people read them, in the reader's own time zone.

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** An RFC 3339 moment as `23 Nov 2026, 14:05`; anything else as it is. */
export function moment(rfc3339: string): string {
  const date = new Date(rfc3339);
  return Number.isNaN(date.getTime()) ? rfc3339 : MOMENT.format(date);
}
