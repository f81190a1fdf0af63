import { Table } from '@alcalzone/ink-table';
import { Text } from 'ink';
import type { PropsWithChildren } from 'react';
import { useTheme } from '../dashboard-context.ts';
import { paintLine, type Token } from '../theme/style.ts';

type StaticTableProps = { readonly rows: readonly { readonly [column: string]: string }[] };

/** A framed table of a few rows, drawn whole, in the theme's looks: its own would be blue also where no colour is wanted. */
export const StaticTable = ({ rows }: StaticTableProps) => (
  <Table data={[...rows]} header={Heading} cell={Cell} skeleton={Rule} />
);

const Heading = ({ children }: PropsWithChildren) => <Painted token="column">{children}</Painted>;
const Cell = ({ children }: PropsWithChildren) => <Painted token="text">{children}</Painted>;
const Rule = ({ children }: PropsWithChildren) => <Painted token="border">{children}</Painted>;

function Painted({ token, children }: PropsWithChildren<{ readonly token: Token }>) {
  const theme = useTheme();
  return <Text>{paintLine([[[children].flat().join(''), token]], theme)}</Text>;
}
