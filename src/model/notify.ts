/** How a new problem is told beside the screen: not at all, by bell, by a notification (OSC 9). */
export type Notify = 'off' | 'bell' | 'osc9';
