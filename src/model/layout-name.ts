/** Which panes stand together: as many as the size has room for, two columns, one below the other, or one alone. */
export const layoutNames = ['auto', 'wide', 'tall', 'one'] as const;

export type LayoutName = (typeof layoutNames)[number];
