// From a row to the rows it is about, in another grid.

export interface RowLink {
  label: string;
  open: () => void;
}

/** Makes the links of a row; `value` reads one of its cells. */
export type LinksOf = (value: (column: string) => string) => RowLink[];
