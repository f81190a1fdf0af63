import { Box } from 'ink';
import type { CommandContext } from '../../commands/command.ts';
import { useDashboard, useFleet, useReport, useTheme, useView } from '../dashboard-context.ts';
import { paintLine } from '../theme/style.ts';
import { headerLines } from './header-lines.ts';
import { ScreenLines } from './screen-lines.tsx';

type HeaderProps = { readonly height: number; readonly context: CommandContext };

export function Header({ height, context }: HeaderProps) {
  const theme = useTheme();
  const { selectors } = useDashboard();
  const { monthly } = useReport();
  const problems = useFleet(selectors.problems);
  const fleet = useFleet(({ providers, servers, apps, actions, deploymentEnds }) => ({
    providers,
    servers,
    apps,
    actions,
    deploymentEnds,
  }));
  const { now, columns, isPaused, isLocked, isReadOnly, configProblem, scope, activitySeenAt } = useView(
    ({ now, columns, isPaused, isLocked, isReadOnly, configProblem, scope, pane, activitySeenAt }) => ({
      isReadOnly,
      configProblem,
      now,
      columns,
      isPaused,
      isLocked,
      scope,
      activitySeenAt: pane === 'activity' ? now : activitySeenAt,
    }),
  );
  const isDeaf = useFleet(({ receiver }) => receiver.state === 'failed');
  const flags = [
    ...(isDeaf ? ['no webhooks'] : []),
    ...(isPaused ? ['paused'] : []),
    ...(isReadOnly ? ['read-only'] : isLocked ? ['locked'] : []),
  ];
  const lines = headerLines({
    ...fleet,
    problems,
    monthly: monthly.amounts,
    now,
    width: columns,
    height,
    flags,
    configProblem,
    scope,
    activitySeenAt,
    keymap: context.keymap(),
  });
  return (
    <Box position="absolute" left={0} top={0} width={columns} height={height} flexDirection="column">
      <ScreenLines lines={lines.map((spans) => paintLine(spans, theme))} />
    </Box>
  );
}
