import { Box } from 'ink';
import { useDashboard, useFleet, useView } from '../dashboard-context.ts';
import { paintLine } from '../theme/style.ts';
import { headerLines } from './header-lines.ts';
import { ScreenLines } from './screen-lines.tsx';

type HeaderProps = { readonly isReadOnly: boolean; readonly height: number };

export function Header({ isReadOnly, height }: HeaderProps) {
  const { theme } = useDashboard();
  const fleet = useFleet(({ providers, servers, apps, billing, actions, deploymentEnds }) => ({
    providers,
    servers,
    apps,
    billing,
    actions,
    deploymentEnds,
  }));
  const { now, columns, isPaused, isLocked, activitySeenAt } = useView(
    ({ now, columns, isPaused, isLocked, pane, activitySeenAt }) => ({
      now,
      columns,
      isPaused,
      isLocked,
      activitySeenAt: pane === 'activity' ? now : activitySeenAt,
    }),
  );
  const flags = [
    ...(isPaused ? ['paused'] : []),
    ...(isReadOnly ? ['read-only'] : isLocked ? ['locked'] : []),
  ];
  const lines = headerLines({ ...fleet, now, width: columns, height, flags, activitySeenAt });
  return (
    <Box position="absolute" left={0} top={0} width={columns} height={height} flexDirection="column">
      <ScreenLines lines={lines.map((spans) => paintLine(spans, theme))} />
    </Box>
  );
}
