/** What tells whether somebody looks at the screen: a key, or that the terminal gained or lost the focus. */
export type OperatorSign = 'key' | 'focus' | 'blur';
