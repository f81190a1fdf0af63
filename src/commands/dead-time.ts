/** A key that comes in this soon after a page opened was meant for what was on the screen before. */
export const deadMs = 300;
