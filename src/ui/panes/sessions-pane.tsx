import { sessionColumns } from '../../listing/session-columns.ts';
import type { LoginSession } from '../../model/login-session.ts';
import type { InnerLine } from '../components/spans.ts';
import { useDashboard, useFleet, useView } from '../dashboard-context.ts';
import type { PlacedPane } from '../layout.ts';
import type { Token } from '../theme/style.ts';
import { ListPane } from './list-pane.tsx';
import { probeRemark } from './probe-remark.ts';

/** Who is logged in on the servers that are sampled over ssh. */
export function SessionsPane({ box }: { readonly box: PlacedPane }) {
  const { selectors } = useDashboard();
  const remark = useFleet(({ probes }) => probeRemark(probes));
  const isTold = useFleet(({ probes }) => [...probes.values()].some(({ logins }) => logins !== null));
  const isProblemsOnly = useView((view) => view.isProblemsOnly);
  const nobody = isTold
    ? `Nobody is logged in${isProblemsOnly ? ' on a server in trouble' : ''}`
    : 'No server has told yet who is logged in';
  return (
    <ListPane
      box={box}
      list="sessions"
      select={selectors.sessions}
      columns={sessionColumns}
      token={sessionToken}
      remark={remark}
      empty={[sentence(nobody), sentence(remark)]}
    />
  );
}

const sentence = (text: string): InnerLine => ({ spans: [[` ${text}`, 'muted']] });

const sessionToken = (columnId: string, _session: LoginSession): Token =>
  columnId === 'user' || columnId === 'name' || columnId === 'from' ? 'text' : 'muted';
